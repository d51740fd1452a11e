import { streamTicketParameter } from '@parley/contracts';

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign);

const response = (verbs: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>`;

/** The call's audio goes to the phone gateway, both ways; when the gateway closes the stream the call is over. */
export const streamTwiml = (streamUrl: string, ticket: string): string =>
  response(
    `<Connect><Stream url="${escapeXml(streamUrl)}"><Parameter name="${streamTicketParameter}" value="${escapeXml(ticket)}"/></Stream></Connect>`,
  );

export interface SipDestination {
  /** `sip:NUMBER@HOST:PORT` */
  uri: string;
  username?: string | undefined;
  password?: string | undefined;
}

/** The call goes on to our SIP service; answered there, it is answered. */
export function dialSipTwiml({ uri, username, password }: SipDestination): string {
  const user = username === undefined ? '' : ` username="${escapeXml(username)}"`;
  const secret = password === undefined ? '' : ` password="${escapeXml(password)}"`;
  return response(`<Dial answerOnBridge="true"><Sip${user}${secret}>${escapeXml(uri)}</Sip></Dial>`);
}

/** Not answered, and not paid for: the caller hears the network's own words, or the busy tone. */
export const rejectTwiml = (reason: 'rejected' | 'busy'): string => response(`<Reject reason="${reason}"/>`);

export const hangUpTwiml = (): string => response('<Hangup/>');
