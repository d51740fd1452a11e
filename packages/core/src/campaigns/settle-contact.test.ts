import type { CallEndReason, CallId, CampaignBody, CampaignId } from '@parley/contracts';
import { calls, type DatabaseHandle, outbox, sipTrunks, tenants, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deactivateAgent } from '../agents/deactivate-agent.ts';
import { lockCall } from '../calls/call-row.ts';
import { claimCall } from '../calls/claim-call.ts';
import { closeCall } from '../calls/close-call.ts';
import { getCall } from '../calls/get-call.ts';
import { moveCall } from '../calls/move-call.ts';
import { requeueCall } from '../calls/requeue-call.ts';
import { stopCall } from '../calls/stop-call.ts';
import { addDoNotCall } from '../do-not-call/add-do-not-call.ts';
import { addLine } from '../testing/add-line.ts';
import { allowDialing, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createCampaign } from './create-campaign.ts';
import { fillCampaigns } from './fill-campaigns.ts';
import { getCampaign } from './get-campaign.ts';
import { getContact } from './get-contact.ts';
import { getProgress } from './get-progress.ts';
import { importContacts } from './import-contacts.ts';
import { listContacts } from './list-contacts.ts';
import { pauseCampaign } from './pause-campaign.ts';
import { resumeCampaign } from './resume-campaign.ts';
import { startCampaign } from './start-campaign.ts';
import { stopCampaign } from './stop-campaign.ts';

/** A Monday, noon in UTC. */
const noon = Date.parse('2026-06-01T12:00:00Z');
let now: number;
let handle: DatabaseHandle;
let tenant: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  now = noon;
  tenant = await createTestTenant(handle.db, () => new Date(now));
  await addLine(tenant);
  await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(sipTrunks).set({ outboundRef: 'ST_out' }));
});

const limits = { mostCalls: 1_000, callsPerSecond: 1_000, rates: { rates: [], otherwise: 0 } };
const ctx = () => tenant.user('editor');
const pass = (seconds: number) => {
  now += seconds * 1_000;
};
/** A running campaign with so many contacts, without retries unless it says so, as fast as can be. */
async function run(contacts: number, more: Partial<CampaignBody> = {}): Promise<CampaignId> {
  const input = {
    name: 'Recall',
    agent_id: tenant.agentId,
    purpose: 'informational' as const,
    calls_per_minute: 6_000,
    concurrency: 100,
    best_time: 'as_due' as const,
    retries: { busy: [60, 120], no_answer: [], unreachable: [], failed: [] },
    ...more,
  };
  const { campaign } = await createCampaign({ ctx: ctx(), input });
  const campaignId = campaign.campaign_id;
  const numbers = Array.from({ length: contacts }, (_, n) => ({ number: `+1415555${1000 + n}` }));
  await allowDialing(
    tenant,
    numbers.map(({ number }) => number),
  );
  const options = { dry_run: false, skip_invalid: false };
  await importContacts({ ctx: ctx(), campaignId, input: { contacts: numbers }, options });
  await startCampaign({ ctx: ctx(), campaignId });
  return campaignId;
}
const fill = () => fillCampaigns({ ctx: tenant.system });
async function fillAll(): Promise<CallId[]> {
  const made: CallId[] = [];
  for (let callId = await fill(); callId; callId = await fill()) made.push(callId);
  return made;
}
const move = (callId: CallId, change: Parameters<typeof moveCall>[3]) =>
  withTenant(handle.db, tenant.tenantId, async (tx) =>
    moveCall(tx, tenant.system, await lockCall(tx, callId), change),
  );
async function end(callId: CallId | undefined, reason: CallEndReason, answered = false): Promise<void> {
  if (!callId) throw new Error('no call');
  await move(callId, { to: 'dialing' });
  if (answered) await move(callId, { to: 'active' });
  await move(callId, { to: 'ended', reason });
}
const contactsOf = async (campaignId: CampaignId) =>
  (await listContacts({ ctx: ctx(), campaignId, input: { limit: 100 } })).contacts;
const theContact = async (campaignId: CampaignId) => {
  const [contact] = await contactsOf(campaignId);
  if (!contact) throw new Error('no contact');
  return contact;
};
const heldBy = async (campaignId: CampaignId) => (await getProgress({ ctx: ctx(), campaignId })).held_by;
const stateOf = async (campaignId: CampaignId) =>
  (await getCampaign({ ctx: ctx(), campaignId })).campaign.state;

describe('what came of a call', () => {
  it.each<[CallEndReason, boolean, string]>([
    ['agent_hung_up', true, 'done'],
    ['agent_lost', true, 'done'],
    ['voicemail', true, 'exhausted'],
    ['busy', false, 'waiting'],
    ['no_answer', false, 'exhausted'],
    ['invalid_number', false, 'exhausted'],
    ['blocked', false, 'blocked'],
    ['no_agent_available', false, 'waiting'],
    ['cancelled', false, 'cancelled'],
  ])('%s (answered: %s) makes the contact %s', async (reason, answered, state) => {
    const campaignId = await run(1);
    await end(await fill(), reason, answered);
    const contact = await theContact(campaignId);
    expect(contact).toMatchObject({ state, outcome: reason, attempts: 1 });
    const told = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(outbox));
    const settled = told.filter(({ event }) => event === 'campaign.contact_settled');
    expect(settled.map(({ payload }) => payload)).toMatchObject(
      state === 'waiting' ? [] : [{ contact_id: contact.contact_id, state, outcome: reason }],
    );
    await fill();
    expect(await stateOf(campaignId)).toBe(state === 'waiting' ? 'running' : 'completed');
  });

  it('is tried again after delays that grow, as often as is said', async () => {
    const campaignId = await run(1);
    for (const delay of [60, 120]) {
      await end(await fill(), 'busy');
      expect(await theContact(campaignId)).toMatchObject({
        state: 'waiting',
        next_at: new Date(now + delay * 1_000).toISOString(),
      });
      pass(delay - 1);
      expect(await fill()).toBeUndefined();
      pass(1);
    }
    await end(await fill(), 'busy');
    expect(await theContact(campaignId)).toMatchObject({ state: 'exhausted', outcome: 'busy', attempts: 3 });
    const { contact_id: contactId } = await theContact(campaignId);
    const details = await getContact({ ctx: ctx(), campaignId, contactId });
    expect(details.calls.map(({ end_reason }) => end_reason)).toEqual(['busy', 'busy', 'busy']);
  });

  it('is not tried more often than anybody is to be called in all', async () => {
    const campaignId = await run(1, { most_attempts: 2 });
    await end(await fill(), 'busy');
    pass(60);
    await end(await fill(), 'busy');
    expect(await theContact(campaignId)).toMatchObject({ state: 'exhausted', attempts: 2 });
  });

  it('that we never dialled costs no attempt, and waits longer each time', async () => {
    const campaignId = await run(1, { most_attempts: 1 });
    for (const delay of [30, 60]) {
      await end(await fill(), 'no_agent_available');
      expect(await theContact(campaignId)).toMatchObject({
        next_at: new Date(now + delay * 1_000).toISOString(),
      });
      pass(delay);
    }
    await end(await fill(), 'caller_hung_up', true);
    expect(await theContact(campaignId)).toMatchObject({ state: 'done' });
  });

  it('that nobody knows is parked until people decide, and the campaign goes on without', async () => {
    const campaignId = await run(1);
    const callId = await fill();
    if (!callId) throw new Error('no call');
    await move(callId, { to: 'dialing' });
    await move(callId, { to: 'parked' });
    expect(await theContact(campaignId)).toMatchObject({ state: 'parked' });
    pass(1_000_000);
    expect(await fill()).toBeUndefined();
    expect(await stateOf(campaignId)).toBe('completed');
    await requeueCall({ ctx: ctx(), callId });
    expect(await theContact(campaignId)).toMatchObject({ state: 'calling', attempts: 1 });
    await move(callId, { to: 'dialing' });
    await move(callId, { to: 'parked' });
    await closeCall({ ctx: ctx(), callId, input: { end_reason: 'busy' } });
    expect(await theContact(campaignId)).toMatchObject({ state: 'exhausted', outcome: 'busy' });
  });

  it('with somebody who does not want to be called is an opt-out, not a retry', async () => {
    const campaignId = await run(1, { retries: { voicemail: [60] } });
    const claim = await fill().then(() => claimCall({ ctx: tenant.system, limits }));
    if (!claim || !('claimed' in claim)) throw new Error('no call');
    const callId = claim.claimed;
    await move(callId, { to: 'active' });
    const { session_id: sessionId } = await getCall({ ctx: ctx(), callId });
    if (!sessionId) throw new Error('no session');
    await addDoNotCall({ ctx: tenant.worker(sessionId), input: { sessionId } });
    await move(callId, { to: 'ended', reason: 'voicemail' });
    expect(await theContact(campaignId)).toMatchObject({ state: 'opted_out', attempts: 1 });
  });

  it('is undone with the call when its transaction is', async () => {
    const campaignId = await run(1);
    const callId = await fill();
    if (!callId) throw new Error('no call');
    const failing = withTenant(handle.db, tenant.tenantId, async (tx) => {
      const call = await lockCall(tx, callId);
      await moveCall(tx, tenant.system, call, { to: 'ended', reason: 'blocked' });
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await theContact(campaignId)).toMatchObject({ state: 'calling', outcome: null });
  });
});

describe('calls are made of contacts', () => {
  it('evenly over the minute, and time that was lost is not caught up', async () => {
    await run(100, { calls_per_minute: 60 });
    // What the pause between import and now may have left: one second's worth at most.
    expect((await fillAll()).length).toBe(1);
    pass(1);
    expect((await fillAll()).length).toBe(1);
    pass(600);
    expect((await fillAll()).length).toBe(2);
  });

  it('as many at once as the campaign, the trunk and the account allow', async () => {
    const campaignId = await run(50, { concurrency: 7 });
    pass(1);
    const made = await fillAll();
    expect([made.length, await heldBy(campaignId)]).toEqual([7, 'concurrency']);
    const { tenantId } = tenant;
    await withTenant(handle.db, tenantId, (tx) => tx.update(sipTrunks).set({ maxCalls: 5 }));
    for (const callId of made.slice(0, 3)) await end(callId, 'invalid_number');
    pass(1);
    expect([(await fillAll()).length, await heldBy(campaignId)]).toEqual([1, 'line']);
    await withTenant(handle.db, tenantId, async (tx) => {
      await tx.update(sipTrunks).set({ maxCalls: null });
      await tx.update(tenants).set({ quotas: { concurrent_calls: 6 } });
    });
    pass(1);
    expect([(await fillAll()).length, await heldBy(campaignId)]).toEqual([1, 'quota']);
  });

  it('within the window, by its own clock', async () => {
    const hours = [{ opens: '15:00', closes: '16:00' }];
    const window = { time_zone: 'Europe/Berlin', weekly: { mon: hours } };
    const campaignId = await run(1, { window });
    expect([await fill(), await heldBy(campaignId)]).toEqual([undefined, 'window']);
    pass(3_600);
    expect(await fill()).toEqual(expect.stringMatching(/^cal_/));
  });

  it('in turn between campaigns', async () => {
    const [one, other] = [await run(4), await run(4)];
    await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(sipTrunks).set({ maxCalls: 4 }));
    pass(1);
    const callIds: CallId[] = [];
    for (let n = 0; n < 4; n += 1) {
      pass(0.01);
      const callId = await fill();
      if (callId) callIds.push(callId);
    }
    expect(callIds).toHaveLength(4);
    for (const campaignId of [one, other]) {
      const states = (await contactsOf(campaignId)).map(({ state }) => state);
      expect(states.filter((state) => state === 'calling')).toHaveLength(2);
    }
  });

  it('retries that are due before those who were never called', async () => {
    const campaignId = await run(3, { concurrency: 1 });
    await end(await fill(), 'busy');
    pass(60);
    await fill();
    expect((await contactsOf(campaignId)).map(({ attempts }) => attempts)).toEqual([2, 0, 0]);
  });

  it('not while the account is suspended or the agent is off; nobody loses an attempt by it', async () => {
    const campaignId = await run(1);
    await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(tenants).set({ status: 'suspended' }));
    expect([await fill(), await heldBy(campaignId)]).toEqual([undefined, 'tenant_suspended']);
    await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(tenants).set({ status: 'active' }));
    await deactivateAgent({ ctx: ctx(), agentId: tenant.agentId });
    expect([await fill(), await heldBy(campaignId)]).toEqual([undefined, 'agent']);
    expect(await theContact(campaignId)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('with the contact’s variables, the campaign’s frozen agent, and the attempt’s number', async () => {
    const campaignId = await run(1);
    const callId = await fill();
    const { contact_id: contactId } = await theContact(campaignId);
    const [row] = await withTenant(handle.db, tenant.tenantId, (tx) =>
      tx.select().from(calls).where(eq(calls.campaignContactId, contactId)),
    );
    expect(row).toMatchObject({ id: callId, attempt: 1, agentVersionId: expect.stringMatching(/^agv_/) });
    // The database itself keeps an attempt from being made twice.
    const again = withTenant(handle.db, tenant.tenantId, (tx) =>
      tx
        .insert(calls)
        .values({ ...(row as NonNullable<typeof row>), id: `${callId?.slice(0, -1)}x` as CallId }),
    );
    await expect(again).rejects.toMatchObject({ cause: { constraint: 'calls_attempt_key' } });
  });
});

describe('a campaign with calls that wait', () => {
  it('takes them back when it is paused, and makes them anew when it goes on', async () => {
    const campaignId = await run(2, { most_attempts: 1 });
    pass(1);
    const [waiting, dialed] = await fillAll();
    if (!waiting || !dialed) throw new Error('no calls');
    await move(dialed, { to: 'dialing' });
    await pauseCampaign({ ctx: ctx(), campaignId });
    expect((await contactsOf(campaignId)).map(({ state, outcome }) => [state, outcome])).toEqual([
      ['waiting', null],
      ['calling', null],
    ]);
    expect(await fill()).toBeUndefined();
    await resumeCampaign({ ctx: ctx(), campaignId });
    await end(await fill(), 'caller_hung_up', true);
    await move(dialed, { to: 'ended', reason: 'no_answer' });
    expect((await contactsOf(campaignId)).map(({ state }) => state)).toEqual(['done', 'exhausted']);
  });

  it('cancels them when it is stopped, and lets those go on that are dialled', async () => {
    const campaignId = await run(3, { concurrency: 2 });
    pass(1);
    const [, dialed] = await fillAll();
    if (!dialed) throw new Error('no call');
    await move(dialed, { to: 'dialing' });
    await stopCampaign({ ctx: ctx(), campaignId });
    await move(dialed, { to: 'ended', reason: 'busy' });
    expect((await contactsOf(campaignId)).map(({ state }) => state)).toEqual([
      'cancelled',
      'exhausted',
      'cancelled',
    ]);
  });

  it('dials none of them outside the window, however long they have waited for a line', async () => {
    const hours = [{ opens: '12:00', closes: '13:00' }];
    const window = { time_zone: 'UTC', weekly: { mon: hours, tue: hours } };
    const campaignId = await run(1, { window });
    const callId = await fill();
    pass(3_590);
    expect(await claimCall({ ctx: tenant.system, limits })).toEqual({ claimed: callId });
    await move(callId as CallId, { to: 'ended', reason: 'busy' });
    now = noon + 86_400_000;
    const again = await fill();
    pass(3_600);
    expect(await claimCall({ ctx: tenant.system, limits })).toEqual({ postponed: again });
    expect(await claimCall({ ctx: tenant.system, limits })).toBeUndefined();
    const opens = '2026-06-08T12:00:00.000Z';
    expect(await theContact(campaignId)).toMatchObject({ state: 'calling', next_at: opens });
    now = Date.parse(opens);
    expect(await claimCall({ ctx: tenant.system, limits })).toEqual({ claimed: again });
  });

  it('lets people take one out', async () => {
    const campaignId = await run(1);
    const callId = await fill();
    if (!callId) throw new Error('no call');
    await stopCall({ ctx: ctx(), callId });
    expect(await theContact(campaignId)).toMatchObject({ state: 'cancelled', outcome: 'cancelled' });
  });
});
