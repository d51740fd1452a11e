import { type SessionEvent, type TurnWaterfall, waterfallStages } from '@parley/contracts';
import { getSessionInTenant } from '@parley/core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { linkWorker } from '../../realtime/link-worker.ts';
import { expectProblem } from '../../testing/expect-problem.ts';
import { createFakeSocket } from '../../testing/fake-socket.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.close());

/** Of one series, as a number. */
async function seriesAt(series: string): Promise<number | undefined> {
  const { text } = await app.call('GET /metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

/** Has a job report events over its socket, and waits until they are acknowledged. */
async function report(id: Awaited<ReturnType<TestApp['openSession']>>['id'], events: SessionEvent[]) {
  const ctx = app.contextOf({ actor: { type: 'system', tenantId: app.demo.tenantId } } as never);
  const session = await getSessionInTenant({ ctx, sessionId: id });
  const socket = createFakeSocket();
  linkWorker(app, { socket, session, att: Number.MAX_SAFE_INTEGER, ctx });
  socket.say({ type: 'hello', job_id: `job-${id}` });
  const at = new Date().toISOString();
  for (const [index, event] of events.entries()) socket.say({ type: 'event', seq: index + 1, at, event });
  await vi.waitFor(() => expect(socket.sent).toContainEqual({ type: 'ack', seq: events.length }));
  socket.leave();
}

const bars = {
  endpointing: 400,
  stt: 0,
  retrieval: 0,
  tools: 0,
  llm: 350,
  tts: 190,
  playout: 60,
  unexplained: 0,
};
const turn = (waterfall?: Partial<TurnWaterfall>): SessionEvent => ({
  type: 'turn_timing',
  endpointing_ms: 400,
  stt_ms: 90,
  llm_first_token_ms: 350,
  tts_first_audio_ms: 190,
  total_ms: 1_000,
  ...(waterfall && {
    waterfall: { silence_ms: 1_000, bars, problems: [], bridged: false, ...waterfall },
  }),
});
const failure = (source: string): SessionEvent => ({ type: 'error', source, message: 'The model failed.' });

test('each turn is in the histograms once, however often it is reported, and the stages add up to the silence', async () => {
  const { id } = await app.openSession();
  // One that was typed, one of which something cannot be true, one that was no silence.
  const events = [
    turn({}),
    turn(),
    turn({ problems: [{ stage: 'llm', problem: 'outside' }], bridged: true }),
    turn({
      silence_ms: -80,
      bars: { ...bars, unexplained: -80 },
      problems: [{ stage: 'unexplained', problem: 'no_silence' }],
    }),
  ];
  await report(id, events);
  await report(id, events);
  expect(await seriesAt('parley_turn_silence_seconds_count{channel="browser"}')).toBe(2);
  expect(await seriesAt('parley_turn_silence_seconds_sum{channel="browser"}')).toBeCloseTo(2, 6);
  expect(await seriesAt('parley_turn_silence_seconds_bucket{le="1",channel="browser"}')).toBe(2);
  expect(await seriesAt('parley_turn_silence_seconds_bucket{le="0.75",channel="browser"}')).toBe(0);
  const sums = await Promise.all(
    waterfallStages.map((stage) => seriesAt(`parley_turn_stage_seconds_sum{stage="${stage}"}`)),
  );
  expect(sums.reduce<number>((one, other) => one + (other ?? Number.NaN), 0)).toBeCloseTo(2, 6);
  expect(await seriesAt('parley_turn_stage_seconds_bucket{le="0.3",stage="llm"}')).toBe(0);
  expect(await seriesAt('parley_turn_stage_seconds_bucket{le="0.4",stage="llm"}')).toBe(2);
  expect(await seriesAt('parley_turn_problems_total{stage="llm",problem="outside"}')).toBe(1);
  expect(await seriesAt('parley_turn_problems_total{stage="unexplained",problem="no_silence"}')).toBe(1);
  expect(await seriesAt('parley_turn_problems_total{stage="tts",problem="negative"}')).toBe(0);
  expect(await seriesAt('parley_turns_bridged_total')).toBe(1);
});

test('errors of workers by source, and no source that was made up is a label', async () => {
  const { id } = await app.openSession();
  await report(id, [failure('llm'), failure('llm'), failure('tenant-4711')]);
  expect(await seriesAt('parley_worker_errors_total{source="llm"}')).toBe(2);
  expect(await seriesAt('parley_worker_errors_total{source="other"}')).toBe(1);
  expect(await seriesAt('parley_worker_errors_total{source="stt"}')).toBe(0);
});

test('sessions by state while they go on, and by their reason when they are over', async () => {
  const running = 'parley_sessions{state="connecting"}';
  const stopped = 'parley_sessions_ended_total{channel="browser",reason="stopped"}';
  const before = await seriesAt(running);
  const { id } = await app.openSession();
  expect(await seriesAt(running)).toBe((before ?? Number.NaN) + 1);
  expect(await seriesAt(stopped)).toBe(0);
  await app.call(`DELETE /session/${id}`, { key: app.credentials.apiKey });
  await vi.waitFor(async () => expect(await seriesAt(stopped)).toBe(1));
  expect(await seriesAt(running)).toBe(before);
});

test('nobody is named: no tenant, no session, no key', async () => {
  const { id } = await app.openSession();
  await report(id, [turn({}), failure('llm')]);
  const { text, contentType } = await app.call('GET /metrics');
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const word of [id, app.demo.tenantId, app.demo.otherTenantId, 'tnt_', 'ses_', app.config.secret]) {
    expect(text).not.toContain(word);
  }
});

test('while the database is away everything else is told all the same', async () => {
  vi.spyOn(app.database.db, 'transaction').mockRejectedValue(new Error('away'));
  const { status, text } = await app.call('GET /metrics');
  vi.restoreAllMocks();
  expect(status).toBe(200);
  expect(text).toContain('parley_turn_silence_seconds_count');
  expect(text).not.toContain('parley_sessions{');
});

const token = 'a-token-of-the-operator';
const proxied = { 'x-forwarded-for': '203.0.113.7' };

test('through a proxy on this machine there are none without a token', async () => {
  expectProblem(await app.call('GET /metrics', { headers: proxied }), 'NOT_FOUND');
});

test('beyond loopback there are none without a token', async () => {
  const open = await startTestApp({ env: { PARLEY_HOST: '0.0.0.0' } });
  expectProblem(await open.call('GET /metrics'), 'NOT_FOUND');
  expectProblem(await open.call('GET /metrics', { key: open.credentials.apiKey }), 'NOT_FOUND');
  await open.close();
});

test.each(['127.0.0.1', '0.0.0.0'])('on %s with a token, for whoever has it', async (PARLEY_HOST) => {
  const open = await startTestApp({ env: { PARLEY_HOST, PARLEY_METRICS_TOKEN: token } });
  expect((await open.call('GET /metrics', { key: token, headers: proxied })).status).toBe(200);
  for (const key of [undefined, 'another-token-of-nobody', open.credentials.apiKey]) {
    expectProblem(await open.call('GET /metrics', { key }), 'UNAUTHENTICATED');
  }
  await open.close();
});
