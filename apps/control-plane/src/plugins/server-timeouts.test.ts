import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import type { App } from '../routes/app-type.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let server: App;
let url: string;
beforeAll(async () => {
  app = await startTestApp();
  server = await buildApp(app, { headers: 200, request: 400, silence: 600, keepAlive: 400, check: 50 });
  await server.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await server?.close();
  await app?.close();
});

/** Sends a start, and then a byte again and again. @returns what is answered before the server closes. */
async function drip(start: string): Promise<string> {
  const { write, answer } = await openRawSocket(url);
  write(start);
  const dripping = setInterval(() => write('x'), 20);
  try {
    return await answer;
  } finally {
    clearInterval(dripping);
  }
}

test.each([
  ['headers', 'GET /health HTTP/1.1\r\nhost: x\r\nx-slow: '],
  [
    'a body',
    'POST /login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n',
  ],
])('who sends %s byte by byte is told, and closed', async (_, start) => {
  const answer = await drip(start);
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  expect(answer).toMatch(/^connection: close/im);
  expect(answer).toMatch(/^x-content-type-options: nosniff/im);
});

test('who sends nothing, or nothing more, is closed', async () => {
  const silent = await openRawSocket(url);
  const idle = await openRawSocket(url);
  idle.write('GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n');
  await silent.answer;
  expect(await idle.answer).toMatch(/^HTTP\/1\.1 200 OK/);
});

test('a socket that was upgraded may be silent', async () => {
  const { id } = await app.openSession();
  const key = app.credentials.apiKey;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/transcript/${id}?token=${key}`);
  await once(socket, 'open');
  // As long as others take that are closed for their silence, twice.
  for (let i = 0; i < 2; i += 1) await (await openRawSocket(url)).answer;
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.close();
});
