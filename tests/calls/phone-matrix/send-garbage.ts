import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const pieces = ['\0', '\r\n', '<', '"', ';tag=', '%zz', ',', ':', '\u{1F600}', '('.repeat(40)];
const foreign = ['x'.repeat(900), 'GET / HTTP/1.1\r\n\r\n', 'INVITE sip:a@b SIP/2.0\r\n\r\n', '\xff\xfe\0\0'];

/** Datagrams of which nothing, or something, looks like SIP: the same ones every time. */
export async function sendGarbage(target: string, count: number): Promise<void> {
  const [host = '', port = ''] = target.split(':');
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let i = 0; i < count; i++) {
    const text = i % 3 === 0 ? (foreign[random(foreign.length)] ?? '') : mutilate(invite(i, target), random);
    socket.send(text, Number(port), host);
    // No faster than a socket's buffer is emptied, or the kernel would drop what is to be judged.
    if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  socket.close();
}

/** To a number that nobody has: what survives being mutilated is refused all the same. */
const invite = (call: number, target: string): string =>
  [
    `INVITE sip:+15550999@${target} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-garbage-${call}`,
    `From: <sip:+15550142@127.0.0.1>;tag=garbage`,
    `To: <sip:+15550999@${target}>`,
    `Call-ID: garbage-${call}`,
    'CSeq: 1 INVITE',
    'Contact: <sip:garbage@127.0.0.1:9>',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

function mutilate(text: string, random: (below: number) => number): string {
  let broken = text;
  for (let cuts = random(5); cuts >= 0; cuts--) {
    const at = random(broken.length);
    broken = broken.slice(0, at) + pieces[random(pieces.length)] + broken.slice(at + random(30));
  }
  return broken;
}
