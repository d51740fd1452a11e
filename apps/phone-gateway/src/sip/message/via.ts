import { isIP } from 'node:net';
import type { SipSource } from '../types.ts';
import { type MessageHead, splitTopVia } from './read-head.ts';

export interface HostPort {
  host: string;
  port: number;
}

/** The top Via with `received` and, if it was asked for, `rport` filled in (RFC 3581). */
export function markVia(topVia: string, source: SipSource): string {
  const clean = topVia.replace(/;\s*received\s*=[^;]*/gi, '');
  const filled = clean.replace(/;\s*rport\s*(?:=[^;]*)?(?=;|$)/i, `;rport=${source.port}`);
  return `${filled};received=${source.address}`;
}

/** The message as text, its top Via marked with where it really came from. */
export function withMarkedVia(head: MessageHead, source: SipSource): string {
  let marked = false;
  const lines = head.headers.map(([name, value]) => {
    if (name !== 'via' || marked) return `${name}: ${value}`;
    marked = true;
    const { top, others } = splitTopVia(value);
    return `via: ${markVia(top, source)}${others ? `, ${others}` : ''}`;
  });
  return `${head.startLine}\r\n${lines.join('\r\n')}\r\n\r\n${head.body}`;
}

/** Where a response with this top Via belongs (RFC 3261 18.2.2, RFC 3581). */
export function viaDestination(topVia: string): HostPort | undefined {
  const [, sentBy] = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^\s;,]+)/i.exec(topVia) ?? [];
  if (!sentBy) return undefined;
  const by = readHostPort(sentBy);
  if (!by) return undefined;
  const [, received] = /;\s*received\s*=\s*([^\s;,]+)/i.exec(topVia) ?? [];
  const [, rport] = /;\s*rport\s*=\s*(\d{1,5})/i.exec(topVia) ?? [];
  const host =
    received && isIP(received.replace(/^\[|\]$/g, '')) ? received.replace(/^\[|\]$/g, '') : by.host;
  return { host, port: validPort(rport) ?? by.port };
}

/** `host`, `host:port`, `[v6]:port`; 5060 when there is no port. */
export function readHostPort(text: string): HostPort | undefined {
  const [, v6, name, port] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]{1,253}))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = v6 ?? name;
  if (!host || (port !== undefined && validPort(port) === undefined)) return undefined;
  return { host, port: validPort(port) ?? 5060 };
}

const validPort = (text: string | undefined) => {
  const port = Number(text);
  return text !== undefined && port > 0 && port < 65_536 ? port : undefined;
};
