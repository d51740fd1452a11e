import { type CallId, dialDecisionSchema } from '@parley/contracts';
import { type DatabaseHandle, dials, sipTrunks, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addConsent } from '../consents/add-consent.ts';
import { putDialPolicy } from '../dial-policy/put-dial-policy.ts';
import { addDoNotCall } from '../do-not-call/add-do-not-call.ts';
import { addLine } from '../testing/add-line.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { lockCall } from './call-row.ts';
import { claimCall } from './claim-call.ts';
import { closeCall } from './close-call.ts';
import { confirmDial } from './confirm-dial.ts';
import { getCall } from './get-call.ts';
import { listDials } from './list-dials.ts';
import { moveCall } from './move-call.ts';
import { noteDial } from './note-dial.ts';
import { requestCall } from './request-call.ts';

const newYork = '+12125550123';
const limits = { mostCalls: 100_000, callsPerSecond: 100_000, rates: { rates: [], otherwise: 0 } };
let handle: DatabaseHandle;
let tenant: TestTenant;
/** A Wednesday, noon in New York. */
let now: Date;
const at = (iso: string) => {
  now = new Date(iso);
};
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  at('2026-06-03T16:00:00Z');
  tenant = await createTestTenant(handle.db, () => now);
  await addLine(tenant);
  const known = { outboundRef: 'ST_out' };
  await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(sipTrunks).set(known));
});

const policy = (own: object = {}) =>
  putDialPolicy({
    ctx: tenant.user('admin'),
    input: { allowed_countries: ['US'], calls_per_second: 100, ...own },
  });
const consent = (number = newYork) =>
  addConsent({
    ctx: tenant.user('admin'),
    input: {
      number,
      purpose: 'marketing',
      level: 'express_written',
      given_at: '2026-01-01T00:00:00Z',
      source: 'A form',
    },
  });
const ask = async (more: object = {}) =>
  (
    await requestCall({
      ctx: tenant.user('editor'),
      input: { to: newYork, agent_id: tenant.agentId, ...more },
    })
  ).call_id;
const claim = () => claimCall({ ctx: tenant.system, limits });
const read = (callId: CallId) => getCall({ ctx: tenant.user('viewer'), callId });
const dialsOf = (callId: CallId) => listDials({ ctx: tenant.user('viewer'), callId });
const end = (callId: CallId) =>
  noteDial({ ctx: tenant.system, callId, input: { now: 'ended', reason: 'busy' } });

const hangUp = (callId: CallId) =>
  withTenant(handle.db, tenant.tenantId, async (tx) =>
    moveCall(tx, tenant.system, await lockCall(tx, callId), { to: 'ended', reason: 'caller_hung_up' }),
  );

describe('the gate before a dial', () => {
  it('lets through what is lawful, and keeps why', async () => {
    await policy();
    await consent();
    const callId = await ask({ purpose: 'marketing' });
    expect(await claim()).toEqual({ claimed: callId });
    const [dial, ...more] = await dialsOf(callId);
    expect(more).toEqual([]);
    expect(dialDecisionSchema.parse(dial?.decision)).toMatchObject({
      allowed: true,
      evidence: { purpose: 'marketing', consent_required: 'express_written', regions: ['US-NY'] },
    });
  });

  it('ends what lacks consent: blocked, with the reason and what it rests on', async () => {
    await policy();
    const callId = await ask();
    expect(await claim()).toEqual({ ended: callId });
    expect(await read(callId)).toMatchObject({
      state: 'ended',
      end_reason: 'blocked',
      block_reason: 'consent_missing',
      end_detail: expect.stringContaining('No consent'),
      session_id: null,
      cost_cents: null,
    });
    expect(await dialsOf(callId)).toMatchObject([
      { decision: { allowed: false, reason: 'consent_missing' }, reserved_cents: 0 },
    ]);
  });

  it('has a call wait for the hour at which it may be dialled, and looks at everything anew then', async () => {
    await policy();
    await consent();
    at('2026-06-04T02:00:00Z');
    const callId = await ask();
    expect(await claim()).toEqual({ postponed: callId });
    const morning = '2026-06-04T12:00:00.000Z';
    expect(await read(callId)).toMatchObject({
      state: 'queued',
      block_reason: 'legal_hours',
      next_attempt_at: morning,
    });
    expect(await claim()).toBeUndefined();
    at(morning);
    await addDoNotCall({ ctx: tenant.user('editor'), input: { number: newYork } });
    expect(await claim()).toEqual({ ended: callId });
    expect(await read(callId)).toMatchObject({ block_reason: 'do_not_call_tenant' });
    expect(await dialsOf(callId)).toHaveLength(2);
  });

  it('ends at once what would be too late by then', async () => {
    await policy();
    await consent();
    at('2026-06-04T02:00:00Z');
    const callId = await ask({ expires_at: '2026-06-04T06:00:00Z' });
    expect(await claim()).toEqual({ ended: callId });
    expect(await read(callId)).toMatchObject({ end_reason: 'blocked', block_reason: 'legal_hours' });
  });

  it('asks again at once when the policy has changed', async () => {
    await policy({ calling_window: { wed: [{ opens: '20:00', closes: '21:00' }] } });
    await consent();
    const callId = await ask();
    expect(await claim()).toEqual({ postponed: callId });
    await policy();
    expect(await read(callId)).toMatchObject({ next_attempt_at: null });
    expect(await claim()).toEqual({ claimed: callId });
  });

  it('counts what was dialled before, also by calls that were busy', async () => {
    await policy({ attempts_per_day: 1 });
    await consent();
    const first = await ask();
    await claim();
    await end(first);
    at('2026-06-03T17:00:00Z');
    const second = await ask();
    expect(await claim()).toEqual({ postponed: second });
    expect(await read(second)).toMatchObject({
      block_reason: 'attempts_per_day',
      next_attempt_at: '2026-06-04T16:00:00.000Z',
    });
  });

  it.each([{ concurrency: 1 }, { calls_per_second: 1 }])(
    'waits for a line, and says nothing: %o',
    async (cap) => {
      await policy({ ...cap, test_numbers: [newYork] });
      await ask();
      // Calls of the same moment have no order.
      at('2026-06-03T16:00:00.001Z');
      const second = await ask();
      expect(await claim()).toMatchObject({ claimed: expect.anything() });
      expect(await claim()).toBeUndefined();
      expect(await read(second)).toMatchObject({ state: 'queued', block_reason: null });
      expect(await dialsOf(second)).toEqual([]);
    },
  );

  it.each([
    ['at once', '2026-06-03T16:10:00Z', { mostCalls: 1 }],
    ['within a second', '2026-06-03T16:20:00Z', { callsPerSecond: 1 }],
  ])('holds the platform’s calls %s, over all tenants', async (_, moment, own) => {
    // Calls of earlier tests are under way too: what counts is one more than there are.
    const { live } = await platform();
    const platformLimits = { ...limits, ...own, ...('mostCalls' in own && { mostCalls: live + 1 }) };
    const other = tenant;
    await policy({ test_numbers: [newYork] });
    at(moment);
    await ask();
    tenant = await createTestTenant(handle.db, () => now);
    await addLine(tenant);
    await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(sipTrunks).set({ outboundRef: 'ST_two' }));
    await policy({ test_numbers: [newYork] });
    await ask();
    const answers = [
      await claimCall({ ctx: tenant.system, limits: platformLimits }),
      await claimCall({ ctx: other.system, limits: platformLimits }),
    ];
    expect(answers).toEqual([{ claimed: expect.anything() }, undefined]);
    now = new Date(now.getTime() + 1_001);
    if ('callsPerSecond' in own) {
      expect(await claimCall({ ctx: other.system, limits: platformLimits })).toMatchObject({
        claimed: expect.anything(),
      });
    }
  });
});

const platform = async () => {
  const { rows } = await withTenant(handle.db, tenant.tenantId, (tx) =>
    tx.execute<{ live: number }>(sql`select live from platform_dialing(now())`),
  );
  return rows[0] ?? { live: 0 };
};

describe('before it rings', () => {
  it('a number that has opted out since the claim is not dialled', async () => {
    await policy({ test_numbers: [newYork], default_rate: 5 });
    const callId = await ask();
    await claim();
    expect(await confirmDial({ ctx: tenant.system, callId, limits })).toBe(true);
    await addDoNotCall({ ctx: tenant.user('editor'), input: { number: newYork } });
    now = new Date(now.getTime() + 1_000);
    expect(await confirmDial({ ctx: tenant.system, callId, limits })).toBe(false);
    expect(await read(callId)).toMatchObject({
      end_reason: 'blocked',
      block_reason: 'do_not_call_tenant',
      cost_cents: 0,
    });
    expect((await dialsOf(callId)).map(({ decision }) => decision.allowed)).toEqual([true, false]);
  });

  it('its own claim does not count against it', async () => {
    await policy({
      attempts_per_day: 1,
      concurrency: 1,
      calls_per_second: 1,
      default_rate: 1,
      spend_cap: 31,
    });
    await consent();
    const callId = await ask();
    expect(await claim()).toEqual({ claimed: callId });
    expect(await confirmDial({ ctx: tenant.system, callId, limits })).toBe(true);
  });
});

describe('the spend', () => {
  const costsNow = async () => {
    const rows = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(dials));
    return rows.map(({ reservedCents, costCents }) => [reservedCents, costCents]);
  };

  it('is held for the longest call, and is what it cost after it', async () => {
    await policy({ test_numbers: [newYork], rates: [{ prefix: '+1212', cents_per_minute: 1.5 }] });
    const callId = await ask();
    await claim();
    // Thirty minutes by the agent’s limits, and the one after which the line is put down.
    expect(await costsNow()).toEqual([[47, null]]);
    await noteDial({ ctx: tenant.system, callId, input: { now: 'active' } });
    at('2026-06-03T16:02:10Z');
    await hangUp(callId);
    expect(await read(callId)).toMatchObject({ cost_cents: 5 });
    expect(await costsNow()).toEqual([[47, 5]]);
  });

  it('is free again when nobody answers', async () => {
    await policy({ test_numbers: [newYork], default_rate: 10, spend_cap: 310 });
    const first = await ask();
    expect(await claim()).toEqual({ claimed: first });
    const second = await ask();
    expect(await claim()).toBeUndefined();
    expect(await read(second)).toMatchObject({ state: 'queued', block_reason: null });
    await end(first);
    expect(await read(first)).toMatchObject({ cost_cents: 0 });
    expect(await claim()).toEqual({ claimed: second });
  });

  it('that is spent comes back with the month on the tenant’s clock, for a call that can wait so long', async () => {
    await policy({ test_numbers: [newYork], default_rate: 10, spend_cap: 310 });
    const first = await ask();
    await claim();
    await noteDial({ ctx: tenant.system, callId: first, input: { now: 'active' } });
    at('2026-06-03T16:01:00Z');
    await hangUp(first);
    const soon = await ask();
    expect(await claim()).toEqual({ ended: soon });
    expect(await read(soon)).toMatchObject({ end_reason: 'blocked', block_reason: 'spend_cap' });
    const patient = await ask({ expires_at: '2026-07-02T00:00:00Z' });
    expect(await claim()).toEqual({ postponed: patient });
    expect(await read(patient)).toMatchObject({ next_attempt_at: '2026-07-01T00:00:00.000Z' });
    at('2026-07-01T00:00:00Z');
    expect(await claim()).toEqual({ claimed: patient });
  });

  it('of a parked call is all that was held, unless people know better', async () => {
    await policy({ test_numbers: [newYork], default_rate: 10 });
    const close = async (input: object) => {
      const callId = await ask();
      await claim();
      await noteDial({ ctx: tenant.system, callId, input: { now: 'parked', detail: 'Who knows.' } });
      await closeCall({ ctx: tenant.user('editor'), callId, input });
      return (await read(callId)).cost_cents;
    };
    expect(await close({})).toBe(310);
    expect(await close({ end_reason: 'no_answer' })).toBe(0);
  });

  it('that would exceed the cap is not made, however many ask at once', async () => {
    await policy({ test_numbers: [newYork], default_rate: 10, spend_cap: 650 });
    for (let n = 0; n < 5; n++) await ask();
    const claims = await Promise.all(Array.from({ length: 5 }, claim));
    expect(claims.filter((each) => each && 'claimed' in each)).toHaveLength(2);
  });
});

describe('a call that can never be', () => {
  const refusal = (reason: string) => ({
    code: 'CALL_BLOCKED',
    issues: [expect.objectContaining({ path: 'to', message: expect.stringContaining(reason) })],
  });

  it.each([
    ['without a policy', undefined, 'destination_not_allowed'],
    ['to a country that is not allowed', { allowed_countries: ['DE'] }, 'destination_not_allowed'],
    ['to a blocked prefix', { blocked_prefixes: ['+1212'] }, 'prefix_blocked'],
  ])('%s is refused when it is asked for', async (_, own, reason) => {
    if (own) await policy(own);
    await expect(ask()).rejects.toMatchObject(refusal(reason));
  });

  it('to a listed number is refused, and one whose entry ends before it is due is not', async () => {
    await policy();
    const input = { number: newYork, expires_at: '2026-06-05T00:00:00Z' };
    await addDoNotCall({ ctx: tenant.user('editor'), input });
    await expect(ask()).rejects.toMatchObject(refusal('do_not_call_tenant'));
    expect(await ask({ scheduled_at: '2026-06-05T16:00:00Z' })).toBeTruthy();
  });
});
