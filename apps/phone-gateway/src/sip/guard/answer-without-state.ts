import { findHeader, type MessageHead } from '../message/read-head.ts';
import { allowedMethods } from '../use-sip-timers.ts';

export interface StatelessAnswer {
  status: number;
  headers?: string[];
}

const allow = `Allow: ${allowedMethods.join(', ')}`;

/**
 * What a request that belongs to no known call is answered with; undefined for an INVITE that may become one.
 * An ACK is never answered: 0.
 */
export function answerWithoutState(head: MessageHead): StatelessAnswer | undefined {
  if (head.method === 'ACK') return { status: 0 };
  const inDialog = /;\s*tag\s*=/i.test(findHeader(head, 'to') ?? '');
  if (head.method === 'OPTIONS') return { status: 200, headers: [allow, 'Accept: application/sdp'] };
  if (inDialog || head.method === 'BYE' || head.method === 'CANCEL') return { status: 481 };
  if (head.method !== 'INVITE') return { status: 405, headers: [allow] };
  if (!/^sip:/i.test(head.requestUri ?? '')) return { status: 416 };
  const unknown = unknownRequirements(head);
  return unknown.length ? { status: 420, headers: [`Unsupported: ${unknown.join(', ')}`] } : undefined;
}

/** Option tags of Require that we do not know. */
function unknownRequirements(head: MessageHead): string[] {
  const tags = head.headers.filter(([name]) => name === 'require').flatMap(([, value]) => value.split(','));
  return tags.map((tag) => tag.trim()).filter((tag) => tag && tag.toLowerCase() !== 'timer');
}
