import { expect, test } from 'vitest';
import { headerLines, plainName } from './header-lines.ts';
import { readHead } from './read-head.ts';
import { requestDestination } from './request-destination.ts';
import { statelessReply } from './stateless-reply.ts';
import { markVia, viaDestination, withMarkedVia } from './via.ts';

const source = { address: '192.0.2.7', port: 5099, protocol: 'UDP' as const };
const options = (extra = '') =>
  `OPTIONS sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK1;rport, SIP/2.0/UDP p;branch=z9hG4bK0\r\nVia: SIP/2.0/UDP q;branch=z9hG4bKq\r\nf: <sip:x@y>;tag=1\r\nt: <sip:a@b>\r\ni: call-1\r\nCSeq: 7\r\n OPTIONS\r\n${extra}\r\n`;

test('a head is read with compact names and folded lines', () => {
  expect(readHead(options())).toMatchObject({
    method: 'OPTIONS',
    requestUri: 'sip:a@b',
    callId: 'call-1',
    cseqMethod: 'OPTIONS',
    branch: 'z9hG4bK1',
  });
  expect(readHead(options().replace('OPTIONS sip:a@b SIP/2.0', 'SIP/2.0 200 OK'))).toMatchObject({
    status: 200,
  });
});

test.each([
  '',
  '\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
  options().slice(0, -4),
  options().replace('i: call-1\r\n', ''),
  options().replace('OPTIONS sip', 'INVITE sip'),
  options().replace(';branch=z9hG4bK1', ''),
  options().replace('CSeq: 7', 'CSeq: -7'),
  options().replace('f: ', ': '),
  options('x: y\r\n'.repeat(200)),
])('what is no message is undefined: %#', (text) => {
  expect(readHead(text)).toBe(undefined);
});

test('the top Via tells where a message really came from, and its responses go there', () => {
  expect(markVia('SIP/2.0/UDP 10.0.0.1:5062;branch=b;rport', source)).toBe(
    'SIP/2.0/UDP 10.0.0.1:5062;branch=b;rport=5099;received=192.0.2.7',
  );
  expect(markVia('SIP/2.0/UDP 10.0.0.1;received=6.6.6.6;branch=b', source)).toBe(
    'SIP/2.0/UDP 10.0.0.1;branch=b;received=192.0.2.7',
  );
  expect(viaDestination('SIP/2.0/UDP 10.0.0.1:5062;rport=5099;received=192.0.2.7')).toEqual({
    host: '192.0.2.7',
    port: 5099,
  });
  expect(viaDestination('SIP/2.0/UDP 10.0.0.1;received=192.0.2.7')).toEqual({
    host: '192.0.2.7',
    port: 5060,
  });
  expect(viaDestination('SIP/2.0/UDP [::1]:5070;branch=b')).toEqual({ host: '::1', port: 5070 });
  expect(viaDestination('nonsense')).toBe(undefined);
  const head = readHead(options());
  expect(head && withMarkedVia(head, source)).toContain(
    'via: SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK1;rport=5099;received=192.0.2.7, SIP/2.0/UDP p;branch=z9hG4bK0\r\n',
  );
});

test('an answer without state keeps every Via, and is the same for the same request', () => {
  const head = readHead(options());
  if (!head) throw new Error('not read');
  const reply = statelessReply(head, source, { status: 405, headers: ['Allow: INVITE'] });
  expect(reply).toMatch(/^SIP\/2\.0 405 Method Not Allowed\r\n/);
  expect(reply.match(/^Via:/gm)).toHaveLength(2);
  expect(reply).toMatch(/^To: <sip:a@b>;tag=\w+\r$/m);
  expect(reply).toContain('CSeq: 7 OPTIONS\r\n');
  expect(statelessReply(head, source, { status: 405, headers: ['Allow: INVITE'] })).toBe(reply);
});

test('a request goes by its first Route, else by its Request-URI', () => {
  expect(requestDestination('BYE sip:a@192.0.2.1:5080;transport=tcp SIP/2.0\r\nX: y\r\n\r\n')).toEqual({
    host: '192.0.2.1',
    port: 5080,
    protocol: 'TCP',
  });
  const routed = 'BYE sip:a@192.0.2.1 SIP/2.0\r\nRoute: <sip:192.0.2.2;lr>, <sip:192.0.2.3;lr>\r\n\r\n';
  expect(requestDestination(routed)).toEqual({ host: '192.0.2.2', port: 5060, protocol: 'UDP' });
  expect(requestDestination('BYE tel:123 SIP/2.0\r\n\r\n')).toBe(undefined);
});

test('headers cannot break out of their line, nor replace the message’s own', () => {
  expect(headerLines({ 'X-Note': 'a\r\nVia: b' })).toEqual(['X-Note: a  Via: b']);
  expect(() => headerLines({ 'X: y\r\nVia': 'b' })).toThrow(TypeError);
  expect(() => headerLines({ via: 'b' })).toThrow(TypeError);
  expect(plainName('Ann "A"\r\n <Lee>')).toBe('Ann A   Lee');
});
