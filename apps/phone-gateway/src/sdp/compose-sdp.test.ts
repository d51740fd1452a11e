import { expect, test } from 'vitest';
import { composeAnswer, composeOffer } from './compose-sdp.ts';
import { parseSdp } from './parse-sdp.ts';

const local = { address: '127.0.0.1', port: 5000, sessionId: 7, version: 3 };
const parsed = (sdp: string) => {
  const session = parseSdp(sdp);
  if (!session) throw new Error(`not acceptable: ${sdp}`);
  return session;
};

test('an offer of ours names both laws, digits and where we listen', () => {
  expect(composeOffer({ local })).toBe(
    [
      'v=0',
      'o=- 7 3 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      'm=audio 5000 RTP/AVP 0 8 101',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-15',
      'a=ptime:20',
      'a=sendrecv',
      '',
    ].join('\r\n'),
  );
});

test('digits can be left out of an offer', () => {
  expect(parsed(composeOffer({ local, dtmfPayloadType: undefined })).dtmfPayloadType).toBe(undefined);
});

test("an answer keeps the offer's order, its payload types and its place among the m= lines", () => {
  const offer = parsed(
    [
      'v=0',
      'o=- 1 1 IN IP4 192.0.2.1',
      's=-',
      'c=IN IP4 192.0.2.1',
      't=0 0',
      'm=video 6000 RTP/AVP 31 32',
      'm=audio 4000 RTP/AVP 8 18 97 96',
      'a=rtpmap:97 PCMU/8000',
      'a=rtpmap:96 telephone-event/8000',
      '',
    ].join('\r\n'),
  );
  const answer = composeAnswer({ local, offer });
  expect(answer.match(/^m=.*$/gm)).toEqual(['m=video 0 RTP/AVP 31 32', 'm=audio 5000 RTP/AVP 8 97 96']);
  expect(parsed(answer)).toMatchObject({
    codecs: [
      { name: 'PCMA', payloadType: 8 },
      { name: 'PCMU', payloadType: 97 },
    ],
    dtmfPayloadType: 96,
  });
  expect(parsed(composeAnswer({ local, offer, codecs: offer.codecs.slice(0, 1) })).codecs).toHaveLength(1);
});

test.each([
  ['sendrecv', 'sendrecv'],
  ['sendonly', 'recvonly'],
  ['recvonly', 'sendonly'],
  ['inactive', 'inactive'],
] as const)('%s is answered with %s', (offered, answered) => {
  const offer = parsed(composeOffer({ local, direction: offered }));
  expect(parsed(composeAnswer({ local, offer })).direction).toBe(answered);
});

test('IPv6 addresses are written as such', () => {
  expect(parsed(composeOffer({ local: { ...local, address: '::1' } })).remote.address).toBe('::1');
});
