import type { ViewerMessage } from '@parley/contracts';
import { newId } from '@parley/contracts';
import { afterEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { createParleyClient } from './create-parley-client.ts';
import {
  type FakeControlPlane,
  type FakeOptions,
  startFakeControlPlane,
} from './testing/fake-control-plane.ts';
import type { WatchState } from './watch-transcript.ts';

let fake: FakeControlPlane | undefined;
afterEach(() => fake?.kill());

const sessionId = newId('session');
const message = (seq: number, extra: object = {}): string =>
  JSON.stringify({
    v: 1,
    session_id: sessionId,
    seq,
    at: '2026-01-01T00:00:00.000Z',
    type: 'speech_started',
    speaker: 'caller',
    ...extra,
  });

async function watch(options: FakeOptions, after?: number) {
  fake = await startFakeControlPlane(options);
  const seen: ViewerMessage[] = [];
  const states: WatchState['state'][] = [];
  const client = createParleyClient({ url: fake.url, apiKey: 'sk_1' });
  const follow = client.watchTranscript({
    sessionId,
    ...(after === undefined ? {} : { after }),
    onMessage: (received) => seen.push(received),
    onState: ({ state }) => states.push(state),
  });
  return { follow, seen, states };
}

/** Speaks a script per connection, in turn. */
const scripted = (...scripts: ((socket: WebSocket, after: string | null) => void)[]): FakeOptions => ({
  onViewer: (socket, url) => scripts.shift()?.(socket, url.searchParams.get('after')),
});

test('replays after the highest seq seen when the socket dies, drops repeats, ends at 1000', async () => {
  const afters: (string | null)[] = [];
  const { follow, seen, states } = await watch(
    scripted(
      (socket, after) => {
        afters.push(after);
        socket.send(message(3));
        socket.send(message(9), () => socket.terminate());
      },
      (socket, after) => {
        afters.push(after);
        for (const seq of [3, 9, 12]) socket.send(message(seq));
        socket.send(message(13, { type: 'session_state', state: 'ended', reason: 'stopped' }));
        socket.close(1000);
      },
    ),
    2,
  );
  expect(await follow.closed).toEqual({ state: 'ended' });
  expect(afters).toEqual(['2', '9']);
  expect(seen.map(({ seq }) => seq)).toEqual([3, 9, 12, 13]);
  expect(seen.at(-1)).toMatchObject({ type: 'session_state', reason: 'stopped' });
  expect(states).toEqual(['connecting', 'open', 'reconnecting', 'open', 'ended']);
});

test('sends the credential, as browsers must, in the address', async () => {
  const tokens: (string | null)[] = [];
  const { follow } = await watch({
    onViewer: (socket, url) => {
      tokens.push(url.searchParams.get('token'));
      socket.close(1000);
    },
  });
  await follow.closed;
  expect(tokens).toEqual(['sk_1']);
});

test('an event type of a newer server is passed over but counted as seen', async () => {
  const { follow, seen } = await watch(
    scripted((socket) => {
      socket.send('not json');
      socket.send(message(4, { type: 'sentiment' }));
      socket.close(1000);
    }),
  );
  await follow.closed;
  expect(seen).toEqual([]);
  expect(follow.lastSeq).toBe(4);
});

test('a refused handshake is explained by REST, and not tried again', async () => {
  const { follow } = await watch({ refuseSockets: () => 404 });
  expect(await follow.closed).toMatchObject({
    state: 'refused',
    error: { code: 'NOT_FOUND', status: 404 },
  });
});

test('close code 4401 is a refusal', async () => {
  const { follow } = await watch(scripted((socket) => socket.close(4401)));
  expect(await follow.closed).toMatchObject({ state: 'refused', code: 4401 });
});

test('keeps trying while the server is merely away', async () => {
  let refusals = 0;
  const { follow, states } = await watch({
    refuseSockets: () => {
      refusals += 1;
      return refusals < 3 ? 503 : undefined;
    },
    routes: { [`GET /sessions/${sessionId}`]: () => ({ status: 503, body: {} }) },
    onViewer: (socket) => socket.close(1000),
  });
  expect(await follow.closed).toEqual({ state: 'ended' });
  expect(states.filter((state) => state === 'reconnecting')).toHaveLength(2);
});

test('close() stops it, and nothing is called afterwards', async () => {
  const { follow, seen, states } = await watch(
    scripted((socket) => {
      socket.send(message(1), () => follow.close());
      socket.on('close', () => {});
    }),
  );
  expect(await follow.closed).toEqual({ state: 'stopped' });
  expect(states.at(-1)).toBe('stopped');
  expect(seen.length).toBeLessThanOrEqual(1);
});
