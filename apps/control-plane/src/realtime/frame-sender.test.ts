import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { frameSender } from './frame-sender.ts';
import type { PeerSocket } from './peer-socket.ts';
import { textFrame } from './text-frame.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A socket of a server, what it is on, and what its other side has heard. */
async function open() {
  const app = Fastify();
  await app.register(websocket);
  const opened = Promise.withResolvers<{ socket: PeerSocket; connection: Socket }>();
  app.get('/', { websocket: true }, (socket, { raw }) => {
    opened.resolve({ socket, connection: raw.socket });
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const client = new WebSocket(url.replace('http', 'ws'));
  cleanUps.push(() => app.close());
  const heard: string[] = [];
  client.addEventListener('message', ({ data }) => heard.push(data));
  const { socket, connection } = await opened.promise;
  return { client, heard, socket, connection, send: frameSender(socket, connection) };
}

it('what is sent arrives as it was said, whatever its length', async () => {
  const { client, heard, send } = await open();
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((size) => 'x'.repeat(size));
  texts.push('ü☎'.repeat(60), '☎'.repeat(30_000));
  for (const text of texts) send(textFrame(text));
  while (heard.length < texts.length) await once(client, 'message');
  expect(heard.map(({ length }) => length)).toEqual(texts.map(({ length }) => length));
  expect(heard).toEqual(texts);
});

it('what is sent in one turn is written at its end, at once', async () => {
  const { client, heard, connection, send } = await open();
  const written: number[] = [];
  const { _writev: writev } = connection;
  connection._writev = (chunks, done) => {
    written.push(chunks.length);
    writev?.call(connection, chunks, done);
  };
  for (const text of ['one', 'two', 'three']) send(textFrame(text));
  expect(connection.writableLength).toBeGreaterThan(0);
  await endOfTurn();
  expect(connection.writableLength).toBe(0);
  expect(written).toEqual([3]);
  while (heard.length < 3) await once(client, 'message');
  expect(heard).toEqual(['one', 'two', 'three']);
});

it('much in one turn is not kept until its end, when it would count as not taken', async () => {
  const { connection, send } = await open();
  let most = 0;
  for (let count = 0; count < 40; count += 1) {
    send(textFrame('x'.repeat(4_000)));
    most = Math.max(most, connection.writableLength);
  }
  expect(most).toBeLessThan(24 * 1024);
});

it('keeps its place among what is sent otherwise, up to the close', async () => {
  const { client, heard, socket, send } = await open();
  send(textFrame('first'));
  socket.send('second');
  send(textFrame('third'));
  socket.close(1000, 'over');
  const done: string[] = [];
  send(textFrame('late'), () => done.push('late'));
  expect(done).toEqual(['late']);
  const [{ code }] = await once(client, 'close');
  expect(code).toBe(1000);
  expect(heard).toEqual(['first', 'second', 'third']);
});

it('tells when it has left, also when the other side is gone', async () => {
  const { connection, send } = await open();
  await new Promise<void>((resolve) => send(textFrame('there'), resolve));
  connection.destroy();
  await new Promise<void>((resolve) => send(textFrame('gone'), resolve));
  await once(connection, 'close');
  await new Promise<void>((resolve) => send(textFrame('late'), resolve));
});
