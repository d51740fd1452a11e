import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const tickMs = 10;

export interface Flood {
  readonly sent: number;
  stop(): void;
}

/** New INVITEs from one source, so many a second, to numbers that nobody has; what is answered is not looked at. */
export async function startFlood(target: string, perSecond: number): Promise<Flood> {
  const [host = '', port = ''] = target.split(':');
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const own = socket.address().port;
  let sent = 0;
  const began = performance.now();
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1_000) * perSecond; sent < due; sent++)
      socket.send(invite(sent, own, target), Number(port), host);
  }, tickMs);
  return {
    get sent() {
      return sent;
    },
    stop() {
      clearInterval(timer);
      socket.close();
    },
  };
}

const invite = (call: number, port: number, target: string): string =>
  [
    `INVITE sip:${call}@${target} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-flood-${port}-${call};rport`,
    'Max-Forwards: 70',
    `From: <sip:flood@127.0.0.1>;tag=${call}`,
    `To: <sip:${call}@${target}>`,
    `Call-ID: flood-${port}-${call}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:flood@127.0.0.1:${port}>`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
