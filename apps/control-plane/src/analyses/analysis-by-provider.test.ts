import type { SessionId } from '@parley/contracts';
import { holdCall } from '@parley/core/testing';
import { startSimulators } from '@parley/rehearsal/simulators';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createLanguageModel } from '../providers/create-language-model.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { AnalysisJob } from './analysis-job.ts';
import { analysisLimits } from './analysis-limits.ts';

type Turns = Parameters<typeof holdCall>[1];
const pause = 600_000;
let simulators: Awaited<ReturnType<typeof startSimulators>>;
let app: TestApp;
let job: AnalysisJob;
/** Milliseconds that the job’s clock is ahead. */
let ahead = 60_000;
beforeAll(async () => {
  simulators = await startSimulators({});
  app = await startTestApp({
    env: { OPENAI_API_KEY: 'sk-simulated', OPENAI_BASE_URL: simulators.openaiBaseUrl },
  });
  job = new AnalysisJob({
    db: app.database.db,
    vault: app.vault,
    auditKey: app.auditKey,
    log: app.log,
    clock: { now: () => Date.now() + ahead, after: app.clock.after },
    // As short as a hanging provider is waited for here.
    model: createLanguageModel(app.config, { timeoutMs: 3_000, maxBytes: 512 * 1024 }),
    usualModel: 'gpt-4.1-mini',
    enabled: true,
    limits: { ...analysisLimits, pollMs: 10, retryMs: [pause] },
  });
  job.start();
});
afterAll(async () => {
  await job?.stop();
  await app?.close();
  await simulators?.close();
});
const behave = (rule?: object) =>
  fetch(`${simulators.url}/control/behaviour`, {
    method: rule ? 'POST' : 'DELETE',
    ...(rule && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(rule) }),
  });
beforeEach(() => behave({ class: 'analysis', delayMs: 0 }));
afterEach(() => behave());

const call = (turns: Turns) => {
  const { tenantId } = app.demo;
  const ctx = (actor: object) => ({ ...app, db: app.database.db, now: () => new Date(), actor }) as never;
  const system = ctx({ type: 'system', tenantId });
  const worker = (sessionId: SessionId) => ctx({ type: 'worker', tenantId, sessionId });
  return holdCall({ tenantId, system, worker } as never, turns);
};
const see = async (id: string) =>
  (await app.call(`GET /api/v1/sessions/${id}/analysis`, { key: app.credentials.apiKey })).json;
const until = (id: string, fits: (analysis: Awaited<ReturnType<typeof see>>) => boolean) =>
  vi.waitFor(
    async () => {
      const analysis = await see(id);
      expect(fits(analysis), JSON.stringify(analysis)).toBe(true);
      return analysis;
    },
    { timeout: 60_000, interval: 30 },
  );

const leak: Turns = [
  ['agent', 'How may I help?'],
  ['caller', 'My kitchen sink is leaking.'],
  ['agent', 'I have made a ticket, and somebody will call you back.'],
  ['caller', 'Great, thank you.'],
];

test('what the simulated model says comes from what was said', async () => {
  const [sink, heating] = [
    await call(leak),
    await call([
      ['agent', 'How may I help?'],
      ['caller', 'The heating is broken, this is awful.'],
    ]),
  ];
  const { result: first, model } = await until(sink, ({ state }) => state === 'done');
  const { result: second } = await until(heating, ({ state }) => state === 'done');
  expect(model).toBe('gpt-4.1-mini');
  expect(JSON.stringify(first.summary)).toContain('kitchen sink');
  expect(JSON.stringify(second.summary)).toContain('heating');
  expect(first.rating.score).toBeGreaterThan(second.rating.score);
  const { json } = await app.call(`GET /api/v1/sessions/${sink}`, { key: app.credentials.apiKey });
  const known = json.turns.map(({ segment_id, seq }: { segment_id: string; seq: number }) => ({
    segment_id,
    seq,
  }));
  for (const { turns } of [...first.summary, ...first.rating.reasons, ...first.follow_ups])
    for (const turn of turns) expect(known).toContainEqual(turn);
});

test.each([
  ['invalid_json', 2, /answer:/],
  ['invented_turns', 2, /there is no turn 1000\d/],
  ['429', 1, /answered 429/],
  ['500', 1, /answered 500/],
  ['hang', 1, /did not answer in time/],
  ['refuse', 1, /could not be reached/],
  ['reset', 1, /could not be reached/],
  ['malformed', 1, /something else than a chat/],
])('%s: it says so, the call is as it was, and the next try is believed', async (fault, times, message) => {
  await behave({ class: 'analysis', fault, times });
  const id = await call(leak);
  const waiting = await until(id, (analysis) => analysis.message !== null);
  expect(waiting).toMatchObject({ state: 'pending', reason: null, result: null, attempts: 1 });
  expect(waiting.message).toMatch(message);
  const { json } = await app.call(`GET /transcripts/${id}`, { key: app.credentials.apiKey });
  expect(json).toMatchObject({ state: 'ended', segments: [{}, { text: leak[1]?.[1] }, {}, {}] });
  ahead += pause;
  expect(await until(id, ({ state }) => state === 'done')).toMatchObject({ attempts: 2, message: null });
});

test('one broken answer is put right at once', async () => {
  await behave({ class: 'analysis', fault: 'invented_turns', times: 1 });
  expect(await until(await call(leak), ({ state }) => state === 'done')).toMatchObject({ attempts: 1 });
});

test('a tenant’s key that is refused is told, and not tried again', async () => {
  const key = await app.accessToken({ role: 'owner' });
  const put = await app.call('PUT /api/v1/secrets/openai', { key, body: { value: 'wrong-key-of-tenant' } });
  expect(put.status).toBeLessThan(300);
  const failed = await until(await call(leak), ({ state }) => state === 'failed');
  expect(failed).toMatchObject({ reason: 'key_refused', message: expect.stringContaining('Secrets') });
  await app.call('DELETE /api/v1/secrets/openai', { key });
});
