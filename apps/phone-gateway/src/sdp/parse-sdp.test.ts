import { expect, test } from 'vitest';
import { parseSdp } from './parse-sdp.ts';

const sdp = (...lines: string[]) =>
  ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', ...lines, ''].join('\r\n');

test('reads codecs in the order offered, the digits, the packet length and where to send', () => {
  const offer = sdp(
    'm=audio 4000 RTP/AVP 9 8 0 96 101',
    'a=rtpmap:101 telephone-event/8000',
    'a=rtpmap:96 opus/48000/2',
    'a=ptime:30',
    'a=sendonly',
  );
  expect(parseSdp(offer)).toMatchObject({
    codecs: [
      { name: 'PCMA', payloadType: 8 },
      { name: 'PCMU', payloadType: 0 },
    ],
    dtmfPayloadType: 101,
    remote: { address: '192.0.2.1', port: 4000 },
    direction: 'sendonly',
    ptime: 30,
  });
});

test('a dynamic payload type can be G.711, and a static one something else', () => {
  const offer = sdp(
    'm=audio 4000 RTP/AVP 0 97',
    'a=rtpmap:0 telephone-event/8000',
    'a=rtpmap:97 pcma/8000/1',
  );
  expect(parseSdp(offer)).toMatchObject({ codecs: [{ name: 'PCMA', payloadType: 97 }], dtmfPayloadType: 0 });
});

test('digits at another rate than our audio are not taken', () => {
  expect(
    parseSdp(sdp('m=audio 4000 RTP/AVP 0 101', 'a=rtpmap:101 telephone-event/48000'))?.dtmfPayloadType,
  ).toBe(undefined);
});

test("an m= line's own address and direction go before the session's", () => {
  const offer = sdp('a=inactive', 'm=audio 4000 RTP/AVP 0', 'c=IN IP4 192.0.2.9/127', 'a=recvonly');
  expect(parseSdp(offer)).toMatchObject({ remote: { address: '192.0.2.9' }, direction: 'recvonly' });
  expect(parseSdp(sdp('a=inactive', 'm=audio 4000 RTP/AVP 0'))?.direction).toBe('inactive');
});

test('the first audio that is offered and can be spoken is taken; the others are kept for the answer', () => {
  const offer = sdp(
    'm=video 4000 RTP/AVP 31',
    'm=audio 0 RTP/AVP 0',
    'm=audio 4004 RTP/SAVP 0',
    'm=audio 4006 RTP/AVP 18',
    'm=audio 4008/2 RTP/AVP 8',
  );
  const parsed = parseSdp(offer);
  expect(parsed).toMatchObject({ audioIndex: 4, remote: { port: 4008 }, codecs: [{ name: 'PCMA' }] });
  expect(parsed?.media).toHaveLength(5);
});

test('the old way to hold is understood', () => {
  const offer = sdp('m=audio 4000 RTP/AVP 0').replace('c=IN IP4 192.0.2.1', 'c=IN IP4 0.0.0.0');
  expect(parseSdp(offer)?.direction).toBe('sendonly');
});

test('lines that end with a bare LF, and IPv6, are read', () => {
  expect(parseSdp(sdp('m=audio 4000 RTP/AVP 0').replaceAll('\r\n', '\n'))?.remote.port).toBe(4000);
  const v6 = sdp('m=audio 4000 RTP/AVP 0', 'c=IN IP6 2001:db8::1');
  expect(parseSdp(v6)?.remote.address).toBe('2001:db8::1');
});

test.each([
  '',
  'v=0',
  'hello',
  sdp(),
  sdp('m=audio 4000 RTP/AVP 18 9'),
  sdp('m=audio 0 RTP/AVP 0'),
  sdp('m=audio 65536 RTP/AVP 0'),
  sdp('m=audio 4000 RTP/SAVP 0'),
  sdp('m=audio 4000 RTP/AVP'),
  sdp('m=audio -1 RTP/AVP 0'),
  sdp('m=audio 4000 RTP/AVP 0').replace('192.0.2.1\r\nt', 'evil.example.com\r\nt'),
  sdp('m=audio 4000 RTP/AVP 0').replace('192.0.2.1\r\nt', '999.0.2.1\r\nt'),
  sdp(...Array<string>(17).fill('m=audio 4000 RTP/AVP 0')),
  `${sdp('m=audio 4000 RTP/AVP 0')}${'a=x\r\n'.repeat(5_000)}`,
])('what cannot be spoken is undefined: %#', (text) => {
  expect(parseSdp(text)).toBe(undefined);
});

test('a packet length out of reason is the usual one', () => {
  expect(parseSdp(sdp('m=audio 4000 RTP/AVP 0', 'a=ptime:999'))?.ptime).toBe(20);
});

test('ten thousand mutilated offers: none throws, none names a port or a payload type that cannot be', () => {
  const whole = sdp('m=audio 4000 RTP/AVP 0 8 101', 'a=rtpmap:101 telephone-event/8000', 'a=sendrecv');
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let i = 0; i < 10_000; i++) {
    let text = whole;
    for (let cuts = random(4); cuts >= 0; cuts--) {
      const at = random(text.length + 1);
      text =
        text.slice(0, at) + String.fromCharCode(random(300)).repeat(random(9)) + text.slice(at + random(6));
    }
    const parsed = parseSdp(text);
    if (!parsed) continue;
    expect(parsed.remote.port).toBeGreaterThan(0);
    expect(parsed.remote.port).toBeLessThan(65_536);
    for (const { payloadType } of parsed.codecs) expect(payloadType).toBeLessThan(128);
  }
});
