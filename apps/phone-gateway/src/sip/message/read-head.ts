/** What can be told of a SIP message without a grammar: enough to route it, or to answer it without state. */
export interface MessageHead {
  startLine: string;
  /** Of a request. */
  method?: string;
  requestUri?: string;
  /** Of a response. */
  status?: number;
  /** Names in lower case and long form; folded lines joined. */
  headers: [name: string, value: string][];
  callId: string;
  cseqMethod: string;
  topVia: string;
  branch: string;
  body: string;
}

const longNames: Record<string, string> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  r: 'refer-to',
  k: 'supported',
  s: 'subject',
  x: 'session-expires',
};
const request = /^([A-Z]{3,20}) (\S{1,1000}) SIP\/2\.0$/;
const response = /^SIP\/2\.0 ([1-6]\d\d)(?: .*)?$/;
const maxHeaders = 120;

/** Undefined when it is not a SIP message, or lacks what every one must have. */
export function readHead(text: string): MessageHead | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0 || !/^[A-Z]/.test(text)) return undefined;
  const [startLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = readHeaders(lines);
  if (!headers) return undefined;
  const asked = request.exec(startLine);
  const answered = asked ? null : response.exec(startLine);
  if (!asked && !answered) return undefined;

  const one = (name: string) => headers.find(([candidate]) => candidate === name)?.[1];
  const callId = one('call-id');
  const [, cseqMethod] = /^\d{1,10}\s+([A-Z]+)$/.exec(one('cseq') ?? '') ?? [];
  const topVia = splitTopVia(one('via') ?? '').top;
  const [, branch = ''] = /;\s*branch\s*=\s*([^\s;,]+)/i.exec(topVia) ?? [];
  if (!callId || callId.length > 300 || !cseqMethod || !branch || !one('from') || !one('to'))
    return undefined;
  if (asked && asked[1] !== cseqMethod) return undefined;
  return {
    startLine,
    ...(asked ? { method: asked[1], requestUri: asked[2] } : { status: Number(answered?.[1]) }),
    headers,
    callId,
    cseqMethod,
    topVia,
    branch,
    body: text.slice(end + 4),
  };
}

function readHeaders(lines: string[]): [string, string][] | undefined {
  if (lines.length > maxHeaders) return undefined;
  const headers: [string, string][] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (!last) return undefined;
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!/^[\w.!%*+`'~-]+$/.test(name)) return undefined;
    headers.push([longNames[name] ?? name, line.slice(colon + 1).trim()]);
  }
  return headers;
}

export const findHeader = (head: MessageHead, name: string): string | undefined =>
  head.headers.find(([candidate]) => candidate === name)?.[1];

/** The first of the comma-separated Vias of one header line, and the others. */
export function splitTopVia(value: string): { top: string; others: string } {
  const comma = value.indexOf(',');
  return comma < 0
    ? { top: value, others: '' }
    : { top: value.slice(0, comma).trim(), others: value.slice(comma + 1).trim() };
}
