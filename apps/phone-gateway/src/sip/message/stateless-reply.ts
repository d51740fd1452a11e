import { createHash } from 'node:crypto';
import type { SipSource } from '../types.ts';
import { findHeader, type MessageHead, splitTopVia } from './read-head.ts';
import { reasonPhrase } from './reason-phrase.ts';
import { markVia } from './via.ts';

/** A final answer that needs no transaction: the same request gets the same answer, tag included. */
export function statelessReply(
  head: MessageHead,
  source: SipSource,
  { status, headers = [] }: { status: number; headers?: string[] },
): string {
  const vias = head.headers.filter(([name]) => name === 'via').map(([, value]) => value);
  const { top, others } = splitTopVia(vias[0] ?? '');
  const to = findHeader(head, 'to') ?? '';
  const tag = createHash('sha1').update(`${head.callId} ${head.branch}`).digest('hex').slice(0, 12);
  return [
    `SIP/2.0 ${status} ${reasonPhrase(status)}`,
    `Via: ${markVia(top, source)}${others ? `, ${others}` : ''}`,
    ...vias.slice(1).map((via) => `Via: ${via}`),
    `From: ${findHeader(head, 'from')}`,
    `To: ${to}${/;\s*tag\s*=/i.test(to) ? '' : `;tag=${tag}`}`,
    `Call-ID: ${head.callId}`,
    `CSeq: ${findHeader(head, 'cseq')}`,
    ...headers,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
