/** A SIP message as a phone reads and writes it. Names of headers are kept in lower case. */
export interface SipMessage {
  /** Of a request. */
  method?: string;
  uri?: string;
  /** Of an answer. */
  status?: number;
  reason?: string;
  headers: [name: string, value: string][];
  body: string;
}

const compact: Record<string, string> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  r: 'refer-to',
  o: 'event',
};

export function parseSip(text: string): SipMessage | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    return [compact[name] ?? name, line.slice(at + 1).trim()];
  });
  const body = text.slice(end + 4);
  const [, status, reason = ''] = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first) ?? [];
  if (status) return { status: Number(status), reason, headers, body };
  const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(first) ?? [];
  return method && uri ? { method, uri, headers, body } : undefined;
}

export const headerOf = ({ headers }: SipMessage, name: string): string =>
  headers.find(([other]) => other === name)?.[1] ?? '';

export function formatSip({ method, uri, status, reason = '', headers, body }: SipMessage): string {
  const first = method ? `${method} ${uri} SIP/2.0` : `SIP/2.0 ${status} ${reason}`;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [first, ...lines, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

export const tagOf = (party: string): string => /;tag=([^;>\s]+)/i.exec(party)?.[1] ?? '';
/** The URI in `"Name" <sip:user@host>;tag=1`. */
export const uriOf = (party: string): string =>
  /<([^>]+)>/.exec(party)?.[1] ?? party.split(';')[0]?.trim() ?? '';

/** Where a `sip:` URI leads. */
export function addressOf(uri: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = '5060'] = /^sips?:(?:[^@]*@)?([^:;>]+)(?::(\d+))?/.exec(uri) ?? [];
  return { host, port: Number(port) };
}
