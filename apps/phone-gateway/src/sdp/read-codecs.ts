import type { CodecName, SdpCodec } from './types.ts';

const staticTypes: Record<string, string> = { 0: 'PCMU/8000', 8: 'PCMA/8000' };

/** The formats of an m= line that we know, in its order. */
export function readCodecs(
  formats: string[],
  attributes: string[],
): { codecs: SdpCodec[]; dtmfPayloadType: number | undefined } {
  const maps = new Map<string, string>();
  for (const value of attributes) {
    const [, payloadType, encoding] = /^rtpmap:(\d{1,3}) (\S{1,60})/.exec(value) ?? [];
    if (payloadType && encoding && !maps.has(payloadType)) maps.set(payloadType, encoding);
  }
  const codecs: SdpCodec[] = [];
  let dtmfPayloadType: number | undefined;
  for (const format of formats) {
    const payloadType = Number(format);
    if (!/^\d{1,3}$/.test(format) || payloadType > 127) continue;
    const encoding = (maps.get(format) ?? staticTypes[format] ?? '').toUpperCase().replace(/\/1$/, '');
    if (encoding === 'TELEPHONE-EVENT/8000') dtmfPayloadType ??= payloadType;
    const [, name] = /^(PCMU|PCMA)\/8000$/.exec(encoding) ?? [];
    if (name && !codecs.some((codec) => codec.name === name))
      codecs.push({ name: name as CodecName, payloadType });
  }
  return { codecs, dtmfPayloadType };
}
