import { expect, test } from 'vitest';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startTestApp } from '../testing/start-test-app.ts';

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

test('what is under way is finished, what comes then is refused, and at last nobody gets in', async () => {
  const app = await startTestApp();
  // LiveKit's answer, for which a request waits; and another part that stops, for which the server does.
  const [asked, rooms] = [Promise.withResolvers<void>(), Promise.withResolvers<never[]>()];
  app.rooms.listRooms = () => {
    asked.resolve();
    return rooms.promise;
  };
  const [stopping, part] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  app.app.addHook('preClose', () => {
    stopping.resolve();
    return part.promise;
  });
  const url = await app.listen();
  const busy = await openRawSocket(url);
  const idle = await openRawSocket(url);
  idle.write(get('/openapi.json'));
  await idle.begun;
  busy.write(get('/health'));
  await asked.promise;

  const closed = app.app.close();
  await stopping.promise;
  const late = await openRawSocket(url);
  late.write(get('/openapi.json'));
  const refused = (await late.answer).toLowerCase();
  expect(refused).toMatch(/^http\/1\.1 503 /);
  expect(refused).toContain('"code":"shutting_down"');
  for (const header of [
    'connection: close',
    'retry-after: 1',
    'x-content-type-options: nosniff',
    'x-request-id: ',
  ]) {
    expect(refused).toContain(`\r\n${header}`);
  }

  part.resolve();
  await idle.answer;
  await expect(openRawSocket(url)).rejects.toThrow('connect');

  rooms.resolve([]);
  const finished = await busy.answer;
  expect(finished).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(finished).toMatch(/^connection: close/im);
  expect(finished).toContain('{"status":"ok"}');
  await closed;
  await app.close();
});
