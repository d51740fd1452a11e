export type PhoneDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** µ-law and keys; `codec` to offer something that nobody takes. */
export const writePhoneSdp = (
  host: string,
  port: number,
  direction: PhoneDirection = 'sendrecv',
  codec = '0 PCMU/8000',
): string => {
  const [type] = codec.split(' ');
  const lines = [
    ...['v=0', `o=- 1 ${Date.now()} IN IP4 ${host}`, 's=-', `c=IN IP4 ${host}`, 't=0 0'],
    ...[`m=audio ${port} RTP/AVP ${type} 101`, `a=rtpmap:${codec}`],
    ...['a=rtpmap:101 telephone-event/8000', 'a=fmtp:101 0-15', 'a=ptime:20', `a=${direction}`],
  ];
  return `${lines.join('\r\n')}\r\n`;
};

export function readPhoneSdp(sdp: string) {
  const host = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1];
  const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0);
  const direction = (/^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(sdp)?.[1] ??
    'sendrecv') as PhoneDirection;
  return host && port > 0 ? { host, port, direction } : undefined;
}
