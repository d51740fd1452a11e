import { newId, type SessionId } from '@parley/contracts';
import { answerCall, findDoNotCall, listDoNotCall } from '@parley/core';
import { afterAll, expect, it } from 'vitest';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { expectProblem } from '../../testing/expect-problem.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

const app = await startTestApp();
afterAll(() => app.close());

const { tenantId, otherTenantId } = app.demo;
const ctxOf = (tenant: typeof tenantId) => systemContext({ ...app, db: app.database.db }, tenant);
const ann = '+14155550142';
let calls = 0;

/** Somebody rings the demo's number. */
async function ring(from: string | null): Promise<SessionId> {
  calls += 1;
  const input = { room: `phone_out_${calls}`, sipCallRef: `SCL_out_${calls}`, from, to: '+15550100' };
  const answered = await answerCall({ ctx: ctxOf(tenantId), input });
  if (!('session' in answered)) throw new Error('not answered');
  return answered.session.id;
}
const optOut = async (id: SessionId, body: object = {}) =>
  app.call(`POST /worker/sessions/${id}/opt-out`, { key: await app.workerKey(id), body });
const user = (tenant: typeof tenantId) => ({
  ...ctxOf(tenant),
  actor: { type: 'user' as const, tenantId: tenant, userId: newId('user'), role: 'admin' as const },
});
const isListed = async (tenant = tenantId) =>
  (await findDoNotCall({ ctx: user(tenant), input: { number: ann } })).listed;

it('who says so in a call is on the list when the answer comes, with the call as the source; once', async () => {
  const id = await ring(ann);
  expect(await isListed()).toBe(false);
  const { status, json } = await optOut(id, { reason: 'Said so in a call (words).' });
  expect([status, json]).toEqual([200, { number: ann }]);
  expect(await isListed()).toBe(true);
  expect((await optOut(id)).status).toBe(200);
  const input = { limit: 50 };
  const { entries } = await listDoNotCall({ ctx: user(tenantId), input });
  expect(entries).toMatchObject([{ number: ann, source: 'call', session_id: id }]);
  expect(await isListed(otherTenantId)).toBe(false);
});

it('a number that is hidden, or not there as in a browser, cannot be put on it', async () => {
  expectProblem(await optOut(await ring(null)), 'VALIDATION_FAILED');
  expectProblem(await optOut((await app.openSession()).id), 'VALIDATION_FAILED');
});
