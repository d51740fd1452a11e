import { newId, type WorkerEvent } from '@parley/contracts';
import { afterEach, expect, test } from 'vitest';
import {
  type FakeControlPlane,
  type FakeOptions,
  type FakeStore,
  startFakeControlPlane,
} from '../testing/fake-control-plane.ts';
import { EventReporter, type EventReporterOptions } from './event-reporter.ts';

let fake: FakeControlPlane | undefined;
let reporter: EventReporter | undefined;
afterEach(async () => {
  await reporter?.close();
  await fake?.kill();
  fake = undefined;
});

const at = '2026-01-01T00:00:00.000Z';
const said = (text: string, final = true): WorkerEvent => ({
  type: 'transcript',
  speaker: 'agent',
  text,
  final,
  segment_id: `s-${text}`,
  interrupted: false,
  started_at: at,
  ended_at: at,
});
const textOf = (event: WorkerEvent): string => (event.type === 'transcript' ? event.text : event.type);
const stored = (store: FakeStore): string[] => store.events.map(({ event }) => textOf(event));

async function start(options: FakeOptions = {}, more: Partial<EventReporterOptions> = {}) {
  fake = await startFakeControlPlane(options);
  reporter = new EventReporter({
    url: fake.url,
    sessionId: newId('session'),
    token: 'job-token',
    jobId: 'job-1',
    ...more,
  });
  return { fake, reporter };
}

test('reports in order with the session token, and flush waits for the acknowledgement', async () => {
  const { fake, reporter } = await start();
  for (const text of ['a', 'b', 'c']) reporter.report(said(text), new Date(at));
  expect(await reporter.flush(5_000)).toBe(true);
  expect(stored(fake.store)).toEqual(['a', 'b', 'c']);
  expect(fake.store.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(fake.store.events[0]).toMatchObject({ jobId: 'job-1', at });
  expect(fake.handshakes[0]?.authorization).toBe('Bearer job-token');
});

test('a server that dies again and again, before or after its commit, loses and doubles nothing', async () => {
  const store: FakeStore = { events: [], received: [], dones: [] };
  const crashAt = [3, 5, 6, 11];
  let acknowledges = true;
  let down = false;
  let crashes = 0;
  const restart = async (port?: number): Promise<void> => {
    fake = await startFakeControlPlane({
      store,
      ...(port === undefined ? {} : { port }),
      acknowledges: () => acknowledges && !down,
      onEvent: (_, count) => {
        if (down || !crashAt.includes(count)) return;
        down = true;
        acknowledges = count % 2 === 0;
        crashes += 1;
        void fake?.kill().then(() => restart(fake?.port));
      },
    });
    down = false;
    acknowledges = true;
  };
  await restart();
  reporter = new EventReporter({
    url: fake?.url ?? '',
    sessionId: newId('session'),
    token: 't',
    jobId: 'job-1',
  });
  const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  for (const text of texts) {
    reporter.report(said(text));
    await new Promise(setImmediate);
  }
  expect(await reporter.flush(10_000)).toBe(true);
  expect(stored(store)).toEqual(texts);
  expect(crashes).toBeGreaterThan(1);
});

test('events of a time without a server arrive when it comes; interims of that time do not', async () => {
  const gone = await startFakeControlPlane();
  await gone.kill();
  reporter = new EventReporter({ url: gone.url, sessionId: newId('session'), token: 't', jobId: 'job-1' });
  reporter.report(said('hel', false));
  reporter.report(said('hello'));
  expect(await reporter.flush(1)).toBe(false);
  expect(reporter.pending).toBe(1);
  fake = await startFakeControlPlane({ port: gone.port });
  expect(await reporter.flush(5_000)).toBe(true);
  expect(fake.store.received.map(({ event }) => textOf(event))).toEqual(['hello']);
});

test('interims are relayed at once while the connection stands', async () => {
  const { fake, reporter } = await start();
  reporter.report(said('first'));
  await reporter.flush(5_000);
  reporter.report(said('hel', false));
  await fake.until(() => fake.store.received.length === 2);
  expect(stored(fake.store)).toEqual(['first']);
});

test('a peer that is silent is noticed by pings', async () => {
  const states: string[] = [];
  const { fake } = await start({}, { heartbeatMs: 30, onConnection: (state) => states.push(state) });
  await fake.until(() => fake.handshakes.length === 1);
  // Pausing the sockets stops the pongs as a frozen process would.
  fake.freeze();
  await fake.until(() => fake.handshakes.length === 2);
  expect(states).toContain('lost');
});

test('`end` is told once, also when a new connection repeats it, and late events still arrive', async () => {
  const reasons: string[] = [];
  const { fake, reporter } = await start({}, { onEnd: (reason) => reasons.push(reason) });
  reporter.report(said('a'));
  await reporter.flush(5_000);
  fake.end('stopped');
  fake.end('stopped');
  fake.closeSockets(1000);
  reporter.report(said('late'));
  reporter.done('stopped');
  expect(await reporter.flush(5_000)).toBe(true);
  await fake.until(() => fake.store.dones.length === 1);
  expect(reasons).toEqual(['stopped']);
  expect(stored(fake.store)).toEqual(['a', 'late']);
});

test('a session that is gone is a refusal, and it is not tried again', async () => {
  const refused = Promise.withResolvers<number>();
  const { reporter } = await start(
    { refuseSockets: () => 404 },
    { onRefused: ({ code }) => refused.resolve(code) },
  );
  expect(await refused.promise).toBe(404);
  expect(await reporter.flush(5_000)).toBe(true);
  reporter.report(said('a'));
  expect(reporter.pending).toBe(0);
});

test('a server that does not know the secret yet is tried again', async () => {
  let refusals = 0;
  const { fake, reporter } = await start({ refuseSockets: () => (refusals++ < 2 ? 401 : undefined) });
  reporter.report(said('a'));
  expect(await reporter.flush(5_000)).toBe(true);
  expect(stored(fake.store)).toEqual(['a']);
});

test('what a full buffer lost is said when the server is back', async () => {
  const gone = await startFakeControlPlane();
  await gone.kill();
  reporter = new EventReporter({
    url: gone.url,
    sessionId: newId('session'),
    token: 't',
    jobId: 'job-1',
    capacity: 2,
  });
  for (const text of ['a', 'b', 'c', 'd']) reporter.report(said(text));
  fake = await startFakeControlPlane({ port: gone.port });
  expect(await reporter.flush(5_000)).toBe(true);
  expect(stored(fake.store)).toEqual(['c', 'd', 'error']);
  expect(fake.store.events.at(-1)?.event).toMatchObject({ source: 'reporting', message: /^2 events/ });
});
