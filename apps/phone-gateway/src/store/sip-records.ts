import { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';

/** What is kept: by id, in the order in which it was created. */
export interface SipRecords {
  inboundTrunks: ReadonlyMap<string, SIPInboundTrunkInfo>;
  outboundTrunks: ReadonlyMap<string, SIPOutboundTrunkInfo>;
  dispatchRules: ReadonlyMap<string, SIPDispatchRuleInfo>;
}

interface RecordsFile {
  version: 1;
  inboundTrunks: unknown[];
  outboundTrunks: unknown[];
  dispatchRules: unknown[];
}

const lists = ['inboundTrunks', 'outboundTrunks', 'dispatchRules'] as const;

/** @throws Error that says what is wrong, without what the file holds: it holds passwords */
export function parseSipRecords(text: string): SipRecords {
  let file: RecordsFile;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  if (file?.version !== 1) throw new Error('its version is not 1');
  for (const list of lists) if (!Array.isArray(file[list])) throw new Error(`it has no list ${list}`);
  const read = <T>(list: (typeof lists)[number], one: (json: never) => T, id: (record: T) => string) =>
    new Map(
      file[list].map((json, index): [string, T] => {
        let record: T;
        try {
          record = one(json as never);
        } catch {
          throw new Error(`${list}[${index}] cannot be read`);
        }
        if (!id(record)) throw new Error(`${list}[${index}] has no id`);
        return [id(record), record];
      }),
    );
  const options = { ignoreUnknownFields: true };
  return {
    inboundTrunks: read(
      'inboundTrunks',
      (json) => SIPInboundTrunkInfo.fromJson(json, options),
      (trunk) => trunk.sipTrunkId,
    ),
    outboundTrunks: read(
      'outboundTrunks',
      (json) => SIPOutboundTrunkInfo.fromJson(json, options),
      (trunk) => trunk.sipTrunkId,
    ),
    dispatchRules: read(
      'dispatchRules',
      (json) => SIPDispatchRuleInfo.fromJson(json, options),
      (rule) => rule.sipDispatchRuleId,
    ),
  };
}

export function formatSipRecords(records: SipRecords): string {
  const toJson = (record: { toJson(): unknown }) => record.toJson();
  const file: RecordsFile = {
    version: 1,
    inboundTrunks: [...records.inboundTrunks.values()].map(toJson),
    outboundTrunks: [...records.outboundTrunks.values()].map(toJson),
    dispatchRules: [...records.dispatchRules.values()].map(toJson),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
