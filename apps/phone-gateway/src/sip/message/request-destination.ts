import type { SipProtocol } from '../types.ts';
import { type HostPort, readHostPort } from './via.ts';

export interface Destination extends HostPort {
  protocol: SipProtocol;
}

/** Where a request of ours goes: its first Route, else its Request-URI. Undefined when that is no sip: URI. */
export function requestDestination(text: string): Destination | undefined {
  const [, route] =
    /^route:\s*(?:"[^"]*"|[^<\r\n])*<([^>\r\n]+)>/im.exec(text.slice(0, text.indexOf('\r\n\r\n'))) ?? [];
  const [, target] = /^[A-Z]+ (\S+) SIP\/2\.0\r\n/.exec(text) ?? [];
  return uriDestination(route ?? target ?? '');
}

export function uriDestination(uri: string): Destination | undefined {
  const [, where, parameters = ''] = /^sip:(?:[^@]*@)?([^;?]+)([^?]*)/i.exec(uri) ?? [];
  const at = readHostPort(where ?? '');
  if (!at) return undefined;
  return { ...at, protocol: /;transport=tcp(;|$)/i.test(parameters) ? 'TCP' : 'UDP' };
}
