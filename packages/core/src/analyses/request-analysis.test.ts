import { newId, type SessionId } from '@parley/contracts';
import { type DatabaseHandle, sessionAnalyses, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../ports/language-model.ts';
import { deriveMasterKey, Vault } from '../secrets/vault.ts';
import { createSession } from '../sessions/create-session.ts';
import { analysisTrials } from '../testing/analysis-trials.ts';
import {
  analysisOf,
  auditOf,
  createTestTenant,
  fakeLanguageModel,
  holdCall,
  type TestTenant,
} from '../testing/index.ts';
import { getAnalysis } from './get-analysis.ts';
import { mostAnalyses, requestAnalysis } from './request-analysis.ts';

const vault = new Vault(new Map([[1, deriveMasterKey('master')]]));
const minute = 60_000;
const time = { now: 0 };
const clock = () => new Date(time.now);
let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
const { claimAll, run, clear } = analysisTrials(vault, time, () => handle.db);
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  time.now = Date.now();
  a = await createTestTenant(handle.db, clock);
  b = await createTestTenant(handle.db, clock);
  await clear();
});

const see = (sessionId: SessionId, tenant = a) => getAnalysis({ ctx: tenant.user('viewer'), sessionId });
const leak: Parameters<typeof holdCall>[1] = [
  ['agent', 'How may I help?'],
  ['caller', 'My sink leaks.'],
];

describe('asking again', () => {
  const ask = (sessionId: SessionId, ctx = a.user('editor')) => requestAnalysis({ ctx, sessionId });

  it('makes a new version, once however often; the former stays', async () => {
    const sessionId = await holdCall(a, leak);
    await run(fakeLanguageModel([analysisOf([2])]));
    const asked = await Promise.all([1, 2, 3].map(() => ask(sessionId)));
    for (const one of asked)
      expect(one).toMatchObject({ version: 2, state: 'pending', last_done_version: 1, result: null });
    await run(fakeLanguageModel([new ModelError('refused', 'No.')]));
    expect(await see(sessionId)).toMatchObject({ version: 2, state: 'failed', last_done_version: 1 });
    const former = await getAnalysis({ ctx: a.user('viewer'), sessionId, input: { version: 1 } });
    expect(former).toMatchObject({ state: 'done', result: { rating: { score: 8 } } });
    expect((await auditOf(a)).filter(({ action }) => action === 'session.analyze')).toHaveLength(1);
  });

  it('has what waits for another try tried now, and leaves alone what is being made', async () => {
    const sessionId = await holdCall(a, leak);
    await run(fakeLanguageModel([new ModelError('unavailable', 'Away.', 60 * minute)]));
    expect(await claimAll()).toEqual([]);
    expect(await ask(sessionId)).toMatchObject({ version: 1, state: 'pending', attempts: 1 });
    const [claimed] = await claimAll();
    expect(claimed?.attempt).toBe(2);
    await ask(sessionId);
    expect(await claimAll()).toEqual([]);
  });

  it('is for editors, and for a session that is over', async () => {
    const sessionId = await holdCall(a, leak);
    await expect(ask(sessionId, a.user('viewer'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ask(sessionId, a.worker(sessionId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await createSession({ ctx: a.system, input: { room: 'live' } });
    await expect(ask(id)).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    await expect(see(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has an end', async () => {
    const sessionId = await holdCall(a, leak);
    const rows = Array.from({ length: mostAnalyses }, (_, index) => ({
      tenantId: a.tenantId,
      sessionId,
      version: index + 2,
      state: 'skipped' as const,
    }));
    await run(fakeLanguageModel([analysisOf([1])]));
    await withTenant(handle.db, a.tenantId, (tx) => tx.insert(sessionAnalyses).values(rows));
    await expect(ask(sessionId)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });

  it('another tenant’s is not there', async () => {
    const sessionId = await holdCall(a, leak);
    await run(fakeLanguageModel([analysisOf([2])]));
    for (const id of [sessionId, newId('session')]) {
      await expect(see(id, b)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(ask(id, b.user('owner'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
