import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { PARLEY_WEB_DIR: import.meta.dirname } });
});
afterAll(() => app?.close());

const linesOf = (id: unknown) => app.logged.filter(({ reqId }) => reqId === id);

test('a request has one line, without what its address says of people', async () => {
  const key = app.credentials.apiKey;
  const { headers } = await app.call('GET /token?room=lobby&identity=canary', { key });
  const lines = linesOf(headers['x-request-id']);
  expect(lines).toMatchObject([
    { level: 'info', msg: 'request completed', method: 'GET', route: '/token', status: 200 },
  ]);
  expect(lines[0]?.ms).toBeGreaterThanOrEqual(0);
  expect(JSON.stringify(app.logged)).not.toContain('canary');
});

test('so have one that is refused, and one for which there is no route', async () => {
  const refused = await app.call('GET /sessions/ses_canary');
  expect(linesOf(refused.headers['x-request-id'])).toMatchObject([{ route: '/sessions/:id', status: 401 }]);
  const lost = await app.call('POST /canary');
  expect(linesOf(lost.headers['x-request-id'])).toMatchObject([{ route: 'unknown', status: 404 }]);
});

test('a socket’s is written when it is asked for', async () => {
  const headers = { upgrade: 'websocket', connection: 'Upgrade' };
  const answer = await app.call('GET /ws/transcript/ses_none', { headers });
  expect(linesOf(answer.headers['x-request-id'])).toMatchObject([
    { msg: 'socket requested', route: '/ws/transcript/:id' },
    { msg: 'request completed', status: 401 },
  ]);
});

test('files are served without a word', async () => {
  const { status, headers } = await app.call('GET /log-requests.test.ts');
  expect(status).toBe(200);
  expect(linesOf(headers['x-request-id'])).toEqual([]);
});

test('what is said in a request has its id', () => {
  const log = app.app.childLoggerFactory(app.log, { reqId: 'req-1' }, {}, {} as never);
  log.warn({ count: 1 }, 'odd');
  log.child({ part: 'b' }).error('worse');
  expect(linesOf('req-1')).toMatchObject([
    { level: 'warn', count: 1, msg: 'odd' },
    { level: 'error', part: 'b', msg: 'worse' },
  ]);
});
