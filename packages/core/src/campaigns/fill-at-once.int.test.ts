import type { CallId } from '@parley/contracts';
import { calls, campaignContacts, type DatabaseHandle, sipTrunks, withTenant } from '@parley/db';
import { openTestPostgres } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimCall } from '../calls/claim-call.ts';
import { DomainError } from '../domain-error.ts';
import { addLine } from '../testing/add-line.ts';
import { allowDialing, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createCampaign } from './create-campaign.ts';
import { fillCampaigns } from './fill-campaigns.ts';
import { importContacts } from './import-contacts.ts';
import { pauseCampaign } from './pause-campaign.ts';
import { resumeCampaign } from './resume-campaign.ts';
import { startCampaign } from './start-campaign.ts';

// The built-in database does one thing after another; only a server shows what is not held.
let handle: DatabaseHandle;
let tenant: TestTenant;
let now = Date.parse('2026-06-01T12:00:00Z');
beforeAll(async () => {
  handle = await openTestPostgres();
  // The pace lets one through whenever somebody asks.
  tenant = await createTestTenant(handle.db, () => {
    now += 10;
    return new Date(now);
  });
  await addLine(tenant);
  await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(sipTrunks).set({ outboundRef: 'ST_out' }));
}, 120_000);
afterAll(() => handle?.close());

const contacts = 30;
const limits = { mostCalls: 1_000, callsPerSecond: 1_000, rates: { rates: [], otherwise: 0 } };

it('processes that fill and dial at once, while people pause, make no attempt twice and lose none', async () => {
  const ctx = tenant.user('editor');
  const input = {
    name: 'Recall',
    agent_id: tenant.agentId,
    purpose: 'informational' as const,
    calls_per_minute: 6_000,
    concurrency: 1_000,
  };
  const { campaign } = await createCampaign({ ctx, input });
  const campaignId = campaign.campaign_id;
  const numbers = Array.from({ length: contacts }, (_, n) => ({ number: `+1415555${1000 + n}` }));
  await allowDialing(
    tenant,
    numbers.map(({ number }) => number),
  );
  const options = { dry_run: false, skip_invalid: false };
  await importContacts({ ctx, campaignId, input: { contacts: numbers }, options });
  await startCampaign({ ctx, campaignId });

  const claimed: CallId[] = [];
  const fill = async () => {
    for (let times = 0; times < contacts; times += 1) await fillCampaigns({ ctx: tenant.system });
  };
  const dial = async () => {
    for (let times = 0; times < contacts; times += 1) {
      const claim = await claimCall({ ctx: tenant.system, limits });
      if (claim && 'claimed' in claim) claimed.push(claim.claimed);
    }
  };
  const interrupt = async () => {
    for (let times = 0; times < 5; times += 1) {
      await pauseCampaign({ ctx, campaignId });
      await resumeCampaign({ ctx, campaignId });
    }
  };
  await Promise.all([fill(), fill(), fill(), dial(), dial(), interrupt()]);
  await fill();
  await dial();

  const rows = await withTenant(handle.db, tenant.tenantId, async (tx) => ({
    calls: await tx.select().from(calls),
    contacts: await tx.select().from(campaignContacts),
  }));
  expect(new Set(claimed).size).toBe(claimed.length);
  const dialing = rows.calls.filter(({ state }) => state === 'dialing');
  expect(dialing.map(({ toNumber }) => toNumber).sort()).toEqual(numbers.map(({ number }) => number));
  for (const { id, attempts, state } of rows.contacts) {
    const own = rows.calls.filter(({ campaignContactId }) => campaignContactId === id);
    expect([state, own.length]).toEqual(['calling', attempts]);
    expect(own.filter(({ endReason }) => endReason === 'cancelled')).toHaveLength(attempts - 1);
  }
  await expect(
    pauseCampaign({ ctx, campaignId }).then(() => pauseCampaign({ ctx, campaignId })),
  ).rejects.toThrow(DomainError);
}, 120_000);
