import type { SessionId } from '@parley/contracts';
import { createSession, transitionSession } from '@parley/core';
import { analysisOf, createTestTenant, fakeLanguageModel, holdCall } from '@parley/core/testing';
import { sessionAnalyses, withTenant } from '@parley/db';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { AnalysisJob } from './analysis-job.ts';
import { type AnalysisLimits, analysisLimits } from './analysis-limits.ts';

let app: TestApp;
let jobs: AnalysisJob[];
/** Milliseconds that the jobs’ clock is ahead: what waits is due. */
let ahead: number;
beforeEach(async () => {
  ahead = 60_000;
  jobs = [];
  app = await startTestApp();
});
afterEach(async () => {
  await Promise.all(jobs.map((job) => job.stop()));
  await app.close();
});

function start(
  model: ReturnType<typeof fakeLanguageModel>,
  limits: Partial<AnalysisLimits> = {},
  db = app.database.db,
) {
  const job = new AnalysisJob({
    db,
    vault: app.vault,
    auditKey: app.auditKey,
    log: app.log,
    clock: { now: () => Date.now() + ahead, after: app.clock.after },
    model,
    usualModel: 'usual',
    enabled: true,
    limits: { ...analysisLimits, pollMs: 10, ...limits },
  });
  jobs.push(job);
  job.start();
  return job;
}
const tenantOf = (tenantId = app.demo.tenantId) => {
  const ctx = (actor: object) => ({ ...app, db: app.database.db, now: () => new Date(), actor }) as never;
  return {
    tenantId,
    system: ctx({ type: 'system', tenantId }),
    worker: (sessionId: SessionId) => ctx({ type: 'worker', tenantId, sessionId }),
  };
};
const call = (tenantId = app.demo.tenantId) =>
  holdCall({ ...tenantOf(tenantId), agentId: undefined } as never, [
    ['agent', 'How may I help?'],
    ['caller', 'My sink leaks.'],
  ]);
const see = (id: string, key = app.credentials.apiKey) =>
  app.call(`GET /api/v1/sessions/${id}/analysis`, { key });
const until = (id: string, state: string) =>
  vi.waitFor(async () => expect((await see(id)).json.state).toBe(state), { timeout: 30_000, interval: 20 });

test('a call that is over is analysed, shown with its session, and asked for again', async () => {
  const id = await call();
  expect((await see(id)).json).toMatchObject({ state: 'pending', version: 1 });
  const model = fakeLanguageModel([analysisOf([2])]);
  start(model);
  await until(id, 'done');
  const { json } = await see(id);
  const whole = await app.call(`GET /api/v1/sessions/${id}`, { key: app.credentials.apiKey });
  expect(whole.json.analysis).toEqual(json);
  expect(json.result.summary[0].turns[0].segment_id).toBe(whole.json.turns[1].segment_id);

  const ask = (role: 'viewer' | 'editor', path = `/api/v1/sessions/${id}/analysis`) =>
    app.accessToken({ role }).then((key) => app.call(`POST ${path}`, { key }));
  expectProblem(await ask('viewer'), 'FORBIDDEN');
  const again = await ask('editor');
  expect(again).toMatchObject({ status: 202, json: { version: 2, last_done_version: 1 } });
  await until(id, 'done');
  expect((await see(id)).json.version).toBe(2);
  const first = await app.call(`GET /api/v1/sessions/${id}/analysis?version=1`, {
    key: app.credentials.apiKey,
  });
  expect(first.json).toMatchObject({ version: 1, state: 'done' });
  expectProblem(
    await ask('editor', `/api/v1/sessions/${(await app.openSession()).id}/analysis`),
    'INVALID_TRANSITION',
  );
});

test('another tenant sees none of it, and asks for nothing', async () => {
  const id = await call();
  const other = app.credentials.otherApiKey;
  expectProblem(await see(id, other), 'NOT_FOUND');
  expectProblem(await app.call(`POST /api/v1/sessions/${id}/analysis`, { key: other }), 'NOT_FOUND');
  expectProblem(await app.call(`GET /api/v1/sessions/${id}/analysis`), 'UNAUTHENTICATED');
  const wrong = `GET /api/v1/sessions/${id}/analysis?version=0`;
  expectProblem(await app.call(wrong, { key: app.credentials.apiKey }), 'VALIDATION_FAILED');
});

describe('a process', () => {
  test('that is gone in the middle leaves it to another, once its lease is over', async () => {
    const id = await call();
    // As after kill -9: it has claimed it, and never comes back.
    let free = () => {};
    const dead = fakeLanguageModel([
      ({ signal }) =>
        new Promise((done) => {
          free = () => done(analysisOf([1]));
          signal.addEventListener('abort', free);
        }),
    ]);
    start(dead, { perTenant: 1 });
    await vi.waitFor(() => expect(dead.asked).toHaveLength(1), { timeout: 30_000 });
    const model = fakeLanguageModel([analysisOf([2])]);
    start(model);
    expect(model.asked).toHaveLength(0);
    ahead += analysisLimits.leaseMs;
    await until(id, 'done');
    const { json } = await see(id);
    expect(json).toMatchObject({ version: 1, attempts: 2 });
    free();
    await Promise.all(jobs.map((job) => job.stop()));
    expect((await see(id)).json).toEqual(json);
  });

  test('that stops gives back what it was at, before it is gone', async () => {
    const id = await call();
    let giveUp = () => {};
    const model = fakeLanguageModel([
      () =>
        new Promise((_, refuse) => {
          giveUp = () => refuse(new Error('called off'));
        }),
    ]);
    const job = start(model);
    await vi.waitFor(() => expect(model.asked).toHaveLength(1), { timeout: 30_000 });
    let gone = false;
    const stopping = job.stop().finally(() => {
      gone = true;
    });
    expect(model.asked[0]?.signal.aborted).toBe(true);
    await see(id);
    expect(gone).toBe(false);
    giveUp();
    await stopping;
    expect((await see(id)).json).toMatchObject({ state: 'pending', attempts: 0 });
  });

  test.each([
    { perTenant: 1, atOnce: 4 },
    { perTenant: 4, atOnce: 1 },
  ])('beside others makes each once, and has no more under way than it may: %j', async (limits) => {
    const ids = [await call(), await call(), await call(), await call(), await call()];
    let underWay = 0;
    let most = 0;
    const model = fakeLanguageModel([
      async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((soon) => setTimeout(soon, 30));
        underWay -= 1;
        return analysisOf([1]);
      },
    ]);
    start(model, limits);
    start(model, limits);
    for (const id of ids) await until(id, 'done');
    expect(model.asked).toHaveLength(ids.length);
    expect(most).toBeLessThanOrEqual(2);
  });
});

test('what fails says so, is tried again after its pause, and tells the log no words', async () => {
  const id = await call();
  const model = fakeLanguageModel([analysisOf([77])]);
  const pause = 600_000;
  start(model, { retryMs: [pause] });
  await vi.waitFor(async () => expect((await see(id)).json.message).toContain('no turn 77'), {
    timeout: 30_000,
  });
  expect((await see(id)).json).toMatchObject({ state: 'pending', attempts: 1 });
  expect(model.asked).toHaveLength(2);
  ahead += pause;
  await until(id, 'failed');
  expect((await see(id)).json).toMatchObject({ reason: 'answer_refused', attempts: 2, result: null });
  // The call is as it was.
  const whole = await app.call(`GET /api/v1/sessions/${id}`, { key: app.credentials.apiKey });
  expect(whole.json).toMatchObject({ state: 'ended', turns: [{}, { text: 'My sink leaks.' }] });
  expect(JSON.stringify(app.logged)).not.toContain('sink');
});

test('without the database it goes on looking, and what could not be kept is made anew', async () => {
  let away = true;
  const db: typeof app.database.db = Object.create(app.database.db, {
    transaction: {
      value: (...given: Parameters<typeof app.database.db.transaction>) =>
        away ? Promise.reject(new Error('no database')) : app.database.db.transaction(...given),
    },
  });
  const logged = (words: string) =>
    vi.waitFor(() => expect(app.logged.map(({ msg }) => msg)).toContain(words), { timeout: 30_000 });
  const id = await call();
  const model = fakeLanguageModel([
    () => {
      away = true;
      return analysisOf([1]);
    },
    analysisOf([2]),
  ]);
  start(model, {}, db);
  await logged('analyses not looked after');
  away = false;
  await logged('not analysed');
  away = false;
  ahead += analysisLimits.leaseMs;
  await until(id, 'done');
  expect((await see(id)).json).toMatchObject({ version: 1, attempts: 2 });
});

test('switched off, it is said of each call, and no model is asked', async () => {
  const model = fakeLanguageModel([analysisOf([1])]);
  const off = await startTestApp({ env: { PARLEY_ANALYSIS: 'false' }, languageModel: model });
  try {
    const { id } = await off.openSession();
    const ctx = { ...off, db: off.database.db, now: () => new Date() };
    const { tenantId } = off.demo;
    const system = { ...ctx, actor: { type: 'system' as const, tenantId } };
    await transitionSession({ ctx: system, input: { sessionId: id, to: 'ended', reason: 'stopped' } });
    await withTenant(off.database.db, tenantId, (tx) =>
      tx.update(sessionAnalyses).set({ nextAttemptAt: new Date(0) }),
    );
    off.analyses.start();
    await vi.waitFor(
      async () => {
        const { json } = await off.call(`GET /api/v1/sessions/${id}/analysis`, {
          key: off.credentials.apiKey,
        });
        expect(json).toMatchObject({ state: 'skipped', reason: 'switched_off' });
      },
      { timeout: 30_000, interval: 20 },
    );
    expect(model.asked).toEqual([]);
  } finally {
    await off.close();
  }
});

test('a session of another tenant ends beside it, and each has its own', async () => {
  const tenant = await createTestTenant(app.database.db);
  const { id } = await createSession({ ctx: tenant.system, input: { room: 'theirs' } });
  await transitionSession({ ctx: tenant.system, input: { sessionId: id, to: 'ended', reason: 'stopped' } });
  const own = await call();
  start(fakeLanguageModel([analysisOf([1])]));
  await until(own, 'done');
  expectProblem(await see(id), 'NOT_FOUND');
});
