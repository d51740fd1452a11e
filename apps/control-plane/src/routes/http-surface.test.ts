import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let port: number;
beforeAll(async () => {
  app = await startTestApp({ env: { PARLEY_WEB_DIR: new URL('.', import.meta.url).pathname } });
  port = Number(new URL(await app.listen()).port);
});
afterAll(() => app?.close());

/** Sends bytes as they are. @returns all that is answered until the server closes. */
const raw = (request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
const upgrade = (path: string, to = 'websocket') =>
  raw(
    `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: ${to}\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );

test.each(['/nope', '/health', '/%zz', '/ws/transcripts/x'])(
  'an upgrade of %s is refused with a problem, and its connection ends',
  async (path) => {
    const answer = await upgrade(path);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('"code":"NOT_FOUND"');
    expect(answer).toMatch(/^x-request-id: /im);
  },
);

test('an offer of another protocol is passed over', async () => {
  expect(await upgrade('/health', 'h2c')).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ['what is no HTTP', 'nonsense\r\n\r\n'],
  ['headers without end', `GET /health HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
])('%s is answered with a problem', async (_, request) => {
  const answer = await raw(request);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('content-type: application/problem+json');
  expect(answer).toContain('"code":"VALIDATION_FAILED"');
});

test('what a file cannot be asked for is the client’s fault, and no error of ours', async () => {
  for (const [url, headers] of [
    ['/a%00b', {}],
    ['/http-surface.test.ts', { range: 'bytes=999999999-' }],
  ] as const) {
    const answer = await app.call(`GET ${url}`, { headers });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.contentType).toContain('application/problem+json');
  }
  expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

test('OPTIONS without a preflight is answered like any method that is not there', async () => {
  const answer = await app.call('OPTIONS /session');
  expect(answer.contentType).not.toContain('text/plain');
});

test.each([
  ['PUT /api/v1/knowledge/items', 'GET, HEAD, POST'],
  ['PUT /api/v1/knowledge/search', 'POST'],
  ['QUERY /agents', 'GET, HEAD'],
  ['QUERY /sessions/x', 'GET, HEAD'],
])('%s is refused as a method that is not there, whatever is sent with it', async (route, allow) => {
  const answer = await app.call(route, { key: app.credentials.apiKey });
  expect(answer).toMatchObject({ status: 405, json: { code: 'METHOD_NOT_ALLOWED' } });
  expect(String(answer.headers.allow).split(', ').sort().join(', ')).toBe(allow);
});

test('an e-mail address with control characters is refused, not looked for', async () => {
  const answer = await app.call('POST /login', { body: { email: 'a\0b@example.test', password: 'x' } });
  expect(answer).toMatchObject({ status: 400, json: { code: 'VALIDATION_FAILED' } });
});

test('the longest prompt is taken, however it is escaped', async () => {
  const body = `{"room":"long","system_prompt":"${'\\u4e16'.repeat(20_000)}"}`;
  const headers = { 'content-type': 'application/json' };
  const answer = await app.call('POST /session', { key: app.credentials.apiKey, body, headers });
  expect(answer.status).toBe(201);
});
