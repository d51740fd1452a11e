import { agentIdentityPrefix, type CallId, keyScopes, type SessionId } from '@parley/contracts';
import { addDoNotCall, findDial } from '@parley/core';
import type { DialRequest, DialResult, SipSync } from '@parley/telephony';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../jobs/supervisor-context.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { dialerTimings as timings } from './dialer-context.ts';

const to = '+15550142';
let clock: ManualClock;
let app: TestApp;
let key: string;
/** Every dial ever made, and how each is answered. */
let dials: (DialRequest & { answer: (result: DialResult) => void })[];
beforeEach(async () => {
  clock = createManualClock();
  dials = [];
  const dial = (request: DialRequest) =>
    new Promise<DialResult>((answer) => {
      dials.push({ ...request, answer });
    });
  const sipSync: SipSync = async (plans) =>
    plans.map(({ trunkId }) => ({ trunkId, result: { outboundRef: 'ST_out' }, changed: true }));
  app = await startTestApp({ clock, dial, sipSync });
  key = app.credentials.apiKey;
  const carrier = { name: 'Carrier', outbound: { address: '127.0.0.1:5070' } };
  const { json: trunk } = await app.call('POST /api/v1/trunks', { key, body: carrier });
  const number = { number: '+12025550123', trunk_id: trunk.trunk_id, agent_id: app.demo.agentId };
  await app.call('POST /api/v1/numbers', { key, body: number });
  await clock.advance(0);
  app.dialer.start();
});
afterEach(() => app.close());

const allow = (policy: object) =>
  app.call('PUT /api/v1/dial-policy', { key, body: { calls_per_second: 100, concurrency: 100, ...policy } });
const ask = (more: object = {}, as = key) =>
  app.call('POST /api/v1/calls', { key: as, body: { to, agent_id: app.demo.agentId, ...more } });
const read = async (id: CallId) => (await app.call(`GET /api/v1/calls/${id}`, { key })).json;
const ctx = () => systemContext({ ...app, db: app.database.db }, app.demo.tenantId);

async function sessionOf(callId: CallId) {
  const found = await findDial({ ctx: ctx(), callId });
  if (!found?.session) throw new Error('no session');
  return found.session;
}
async function agentComes(callId: CallId): Promise<void> {
  const { id, livekitRoom } = await sessionOf(callId);
  app.rooms.join(livekitRoom, { identity: `${agentIdentityPrefix}${id}`, kind: 'agent' });
  await clock.advance(timings.pollMs * 2);
}
/** As the worker of a session does when it hears so. */
const optOut = (sessionId: SessionId) =>
  addDoNotCall({
    ctx: { ...ctx(), actor: { type: 'worker', tenantId: app.demo.tenantId, sessionId } },
    input: { sessionId, reason: 'Said so.' },
  });

describe('who opts out in a call', () => {
  async function inCall(): Promise<SessionId> {
    await allow({ test_numbers: [to] });
    const { json } = await ask();
    await clock.advance(timings.everyMs);
    await agentComes(json.call_id);
    expect(dials).toHaveLength(1);
    dials[0]?.answer({ answered: true, sipCallRef: 'SCL_1' });
    await clock.advance(timings.pollMs);
    expect(await read(json.call_id)).toMatchObject({ state: 'active' });
    return (await sessionOf(json.call_id)).id;
  }

  it('is not dialled again, from less than a second on', async () => {
    const sessionId = await inCall();
    const due = new Date(clock.now() + 900).toISOString();
    const { json: next } = await ask({ scheduled_at: due });
    const entry = await optOut(sessionId);
    expect(entry).toMatchObject({ number: to, source: 'call', session_id: sessionId, expires_at: null });
    expectProblem(await ask(), 'CALL_BLOCKED');
    await clock.advance(900 + timings.everyMs);
    expect(await read(next.call_id)).toMatchObject({
      state: 'ended',
      end_reason: 'blocked',
      block_reason: 'do_not_call_tenant',
      session_id: null,
    });
    const { json } = await app.call(`GET /api/v1/calls/${next.call_id}/dials`, { key });
    expect(json.dials).toMatchObject([{ decision: { allowed: false, evidence: { test_number: true } } }]);
    expect(dials).toHaveLength(1);
  });

  it('is not rung up by a call whose agent is on its way already', async () => {
    const sessionId = await inCall();
    const { json: next } = await ask();
    await clock.advance(timings.everyMs);
    expect(await read(next.call_id)).toMatchObject({ state: 'dialing' });
    await optOut(sessionId);
    await agentComes(next.call_id);
    await clock.advance(5_000);
    expect(await read(next.call_id)).toMatchObject({
      state: 'ended',
      end_reason: 'blocked',
      block_reason: 'do_not_call_tenant',
      cost_cents: 0,
    });
    expect(dials).toHaveLength(1);
  });
});

describe('a stolen key', () => {
  /** May do all that a key may, but for what says where to and for how much. */
  async function stolenKey(): Promise<string> {
    const scopes = keyScopes.filter((scope) => scope !== 'dialing:write' && scope !== 'keys:write');
    const body = { kind: 'secret', name: 'stolen', scopes };
    return (await app.call('POST /api/v1/api-keys', { key, body })).json.key;
  }

  it('dials no place that the policy does not allow, and does not change the policy', async () => {
    await allow({ test_numbers: [to], allowed_countries: ['DE'] });
    const stolen = await stolenKey();
    const refused = await ask({ to: '+18765550142' }, stolen);
    expectProblem(refused, 'CALL_BLOCKED');
    expect(refused.json.issues).toMatchObject([
      { path: 'to', message: expect.stringContaining('destination_not_allowed') },
    ]);
    const wider = { test_numbers: ['+18765550142'] };
    expectProblem(await app.call('PUT /api/v1/dial-policy', { key: stolen, body: wider }), 'FORBIDDEN');
    // Nor by a call that was asked for while it was allowed.
    await allow({ test_numbers: ['+18765550142'] });
    const later = { to: '+18765550142', scheduled_at: new Date(clock.now() + 60_000).toISOString() };
    const { json: early } = await ask(later, stolen);
    await allow({ allowed_countries: ['DE'] });
    await clock.advance(61_000);
    expect(await read(early.call_id)).toMatchObject({ block_reason: 'destination_not_allowed' });
    expect(dials).toEqual([]);
  });

  it('does not get past the spend cap', async () => {
    await allow({ test_numbers: [to], default_rate: 10, spend_cap: 700 });
    const stolen = await stolenKey();
    const asked = await Promise.all(Array.from({ length: 8 }, () => ask({}, stolen)));
    await clock.advance(timings.everyMs * 2);
    const calls = await Promise.all(asked.map(({ json }) => read(json.call_id)));
    expect(calls.filter(({ state }) => state === 'dialing')).toHaveLength(2);
    expect(calls.filter(({ state }) => state === 'queued')).toHaveLength(6);
  });
});
