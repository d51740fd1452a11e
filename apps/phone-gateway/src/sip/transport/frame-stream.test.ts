import { expect, test } from 'vitest';
import { FrameStream } from './frame-stream.ts';

const message = (body: string, header = `Content-Length: ${Buffer.byteLength(body)}`) =>
  `OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP a\r\n${header}\r\n\r\n${body}`;

const cut = (bytes: Buffer, size: number) => {
  const frames = new FrameStream(4_096);
  const messages: string[] = [];
  let pings = 0;
  for (let at = 0; at < bytes.length; at += size) {
    const got = frames.push(bytes.subarray(at, at + size));
    expect(got.broken).toBe(false);
    messages.push(...got.messages.map(String));
    pings += got.pings;
  }
  return { messages, pings };
};

test.each([1, 2, 3, 7, 50, 10_000])(
  'messages and keep-alives come out whole from pieces of %i bytes',
  (size) => {
    const texts = [message('v=0 ü'), message(''), message('x', 'l : 1'), message('', 'Max-Forwards: 70')];
    const stream = Buffer.from(`\r\n\r\n${texts[0]}${texts[1]}\r\n${texts[2]}${texts[3]}`);
    const { messages } = cut(stream, size);
    expect(messages).toEqual(texts);
  },
);

test('a double CRLF asks for an answer', () => {
  expect(new FrameStream(100).push(Buffer.from('\r\n\r\n')).pings).toBe(1);
  expect(new FrameStream(100).push(Buffer.from('\r\n')).pings).toBe(0);
});

test.each([
  'x'.repeat(5_000),
  message('', 'Content-Length: 5000'),
  message('', 'Content-Length: -1'),
  message('', 'Content-Length: 99999999999999'),
  message('', 'Content-Length: abc'),
  message('y'.repeat(4_090)),
])('what is too long or says no length ends the connection: %#', (text) => {
  expect(new FrameStream(4_096).push(Buffer.from(text)).broken).toBe(true);
});
