import type { CampaignBody, CampaignId } from '@parley/contracts';
import { type DatabaseHandle, outbox, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deactivateAgent } from '../agents/deactivate-agent.ts';
import { addLine } from '../testing/add-line.ts';
import { auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createCampaign } from './create-campaign.ts';
import { deleteCampaign } from './delete-campaign.ts';
import { exportContacts } from './export-contacts.ts';
import { getCampaign } from './get-campaign.ts';
import { getProgress } from './get-progress.ts';
import { importContacts } from './import-contacts.ts';
import { listCampaigns } from './list-campaigns.ts';
import { listContacts } from './list-contacts.ts';
import { pauseCampaign } from './pause-campaign.ts';
import { resumeCampaign } from './resume-campaign.ts';
import { startCampaign } from './start-campaign.ts';
import { stopCampaign } from './stop-campaign.ts';
import { updateCampaign } from './update-campaign.ts';

let handle: DatabaseHandle;
let tenant: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
});

const ctx = () => tenant.user('editor');
const create = async (more: Partial<CampaignBody> = {}, by = ctx()) =>
  (
    await createCampaign({
      ctx: by,
      input: { name: 'Recall', agent_id: tenant.agentId, purpose: 'informational', ...more },
    })
  ).campaign;
const options = { dry_run: false, skip_invalid: false, default_country: undefined };
const add = (campaignId: CampaignId, csv = 'number\n+14155550142', more: Partial<typeof options> = {}) =>
  importContacts({ ctx: ctx(), campaignId, input: { csv }, options: { ...options, ...more } });
const contactsOf = async (campaignId: CampaignId) =>
  (await listContacts({ ctx: tenant.user('viewer'), campaignId, input: { limit: 100 } })).contacts;

describe('a campaign', () => {
  it('is planned with its line, and starts with the agent as it is published then', async () => {
    const line = await addLine(tenant);
    const planned = await create({ calls_per_minute: 7, retries: { busy: [60, 120] } });
    expect(planned).toMatchObject({
      state: 'draft',
      from: line.number,
      agent_version: null,
      purpose: 'informational',
      calls_per_minute: 7,
      retries: { busy: [60, 120], voicemail: [] },
    });
    const campaignId = planned.campaign_id;
    await expect(startCampaign({ ctx: ctx(), campaignId })).rejects.toMatchObject({
      detail: expect.stringContaining('import contacts'),
    });
    await add(campaignId);
    expect(await startCampaign({ ctx: ctx(), campaignId })).toMatchObject({
      state: 'running',
      agent_version: 1,
      started_at: expect.any(String),
    });
    const told = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(outbox));
    expect(told.at(-1)).toMatchObject({ event: 'campaign.state_changed', payload: { state: 'running' } });
    const actions = (await auditOf(tenant)).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['campaign.create', 'campaign.import_contacts', 'campaign.start']),
    );
  });

  it('goes only where it can go from each state', async () => {
    await addLine(tenant);
    const { campaign_id: campaignId } = await create();
    await add(campaignId);
    const verbs = { startCampaign, pauseCampaign, resumeCampaign, stopCampaign };
    const refused = async (...names: (keyof typeof verbs)[]) => {
      for (const name of names) {
        await expect(verbs[name]({ ctx: ctx(), campaignId }), name).rejects.toMatchObject({
          code: 'INVALID_TRANSITION',
        });
      }
    };
    await refused('pauseCampaign', 'resumeCampaign');
    await startCampaign({ ctx: ctx(), campaignId });
    await refused('startCampaign', 'resumeCampaign');
    await pauseCampaign({ ctx: ctx(), campaignId });
    await refused('startCampaign', 'pauseCampaign');
    await resumeCampaign({ ctx: ctx(), campaignId });
    await stopCampaign({ ctx: ctx(), campaignId });
    await refused('startCampaign', 'pauseCampaign', 'resumeCampaign', 'stopCampaign');
    expect(await contactsOf(campaignId)).toMatchObject([{ state: 'cancelled', next_at: null }]);
    await expect(add(campaignId)).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
  });

  it('is changed while nobody is called, against what was read', async () => {
    await addLine(tenant);
    const { campaign_id: campaignId } = await create();
    const { revision } = await getCampaign({ ctx: ctx(), campaignId });
    const input = { name: 'Other', agent_id: tenant.agentId, purpose: 'marketing' as const };
    const change = (ifRevision: number) => updateCampaign({ ctx: ctx(), campaignId, input, ifRevision });
    expect(await change(revision)).toMatchObject({ campaign: { name: 'Other', purpose: 'marketing' } });
    await expect(change(revision)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await add(campaignId);
    await startCampaign({ ctx: ctx(), campaignId });
    await expect(change(revision + 2)).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    await expect(deleteCampaign({ ctx: ctx(), campaignId })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that was never started is deleted with its contacts', async () => {
    await addLine(tenant);
    const { campaign_id: campaignId } = await create();
    await add(campaignId);
    await deleteCampaign({ ctx: ctx(), campaignId });
    expect((await listCampaigns({ ctx: ctx(), input: { limit: 50 } })).campaigns).toEqual([]);
  });

  it('needs a line, an agent that takes calls, and delays that grow', async () => {
    await expect(create()).rejects.toMatchObject({ issues: [{ path: 'from_number_id' }] });
    await addLine(tenant);
    await expect(create({ retries: { busy: [60, 30] } })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: 'retries.busy' })],
    });
    const { campaign_id: campaignId } = await create();
    await add(campaignId);
    await deactivateAgent({ ctx: ctx(), agentId: tenant.agentId });
    await expect(startCampaign({ ctx: ctx(), campaignId })).rejects.toMatchObject({
      code: 'AGENT_NOT_ACTIVE',
    });
  });

  it('does not exist for another tenant, and is not for viewers to change', async () => {
    await addLine(tenant);
    const { campaign_id: campaignId } = await create();
    const other = await createTestTenant(handle.db);
    const owner = other.user('owner');
    const verbs = [getCampaign, getProgress, startCampaign, pauseCampaign, resumeCampaign, stopCampaign];
    for (const verb of [...verbs, deleteCampaign]) {
      await expect(verb({ ctx: owner, campaignId }), verb.name).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const asked = { ctx: owner, campaignId };
    await expect(listContacts({ ...asked, input: { limit: 1 } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(exportContacts({ ...asked, input: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(importContacts({ ...asked, input: { csv: 'number\n' }, options })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(create({ agent_id: other.agentId })).rejects.toMatchObject({
      issues: [{ path: 'agent_id' }],
    });
    await expect(create({}, tenant.user('viewer'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await getProgress({ ctx: tenant.user('viewer'), campaignId })).toMatchObject({ contacts: 0 });
  });
});

describe('contacts', () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    await addLine(tenant);
    campaignId = (await create()).campaign_id;
  });
  const csv = [
    'Phone;First Name;Amount',
    '+1 (415) 555-0142;Ann;=1+1',
    '0151 12345678;Bob;20',
    'nobody;Cid;',
    '+14155550142;Ann again;',
    '+15550142;A test;',
    '+14155550143;too;many;cells',
  ].join('\n');

  it('are tried first: every error by its line, and nothing is written', async () => {
    const report = await add(campaignId, csv, { dry_run: true });
    expect(report).toMatchObject({ dry_run: true, contacts: 5, added: 2, duplicates: 1, invalid: 2 });
    expect(report.errors.map(({ line, path }) => [line, path])).toEqual([
      [3, 'number'],
      [4, 'number'],
      [7, ''],
    ]);
    expect(await contactsOf(campaignId)).toEqual([]);
    await expect(add(campaignId, csv)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: expect.arrayContaining([expect.objectContaining({ path: 'line 3: number' })]),
    });
    expect(await contactsOf(campaignId)).toEqual([]);
  });

  it('are written by the country’s habits, once each, with their variables, in their order', async () => {
    const report = await add(campaignId, csv, { skip_invalid: true, default_country: 'DE' } as never);
    expect(report).toMatchObject({ added: 3, duplicates: 1, invalid: 1 });
    expect(await contactsOf(campaignId)).toMatchObject([
      { number: '+14155550142', variables: { first_name: 'Ann', amount: '=1+1' }, state: 'waiting' },
      { number: '+4915112345678', variables: { first_name: 'Bob', amount: '20' } },
      { number: '+15550142', variables: { first_name: 'A test' } },
    ]);
    expect(await add(campaignId, 'number\n+14155550142')).toMatchObject({ added: 0, duplicates: 1 });
  });

  it('come as JSON too', async () => {
    const input = { contacts: [{ number: '+14155550142', variables: { name: 'Ann' } }, { number: '1' }] };
    const report = await importContacts({
      ctx: ctx(),
      campaignId,
      input,
      options: { ...options, dry_run: true },
    });
    expect(report).toMatchObject({ added: 1, invalid: 1, errors: [{ line: 2, path: 'number' }] });
  });

  it.each([
    ['name\nAnn', 'number'],
    ['number,phone\n+14155550142,+14155550143', 'number'],
    ['number,4th\n+14155550142,x', '4th'],
    ['number,a,A\n+14155550142,x,y', 'a'],
    ['', ''],
  ])('with the header of %j are refused', async (text, path) => {
    const { errors } = await add(campaignId, text, { dry_run: true });
    expect(errors).toContainEqual(expect.objectContaining({ line: 1, path }));
  });

  it('of a country that there is not are refused', async () => {
    await expect(add(campaignId, csv, { default_country: 'XX' } as never)).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: 'default_country' })],
    });
  });

  it('leave as CSV with their outcomes', async () => {
    await add(campaignId, csv, { skip_invalid: true });
    const lines: string[] = [];
    for await (const part of await exportContacts({ ctx: tenant.user('viewer'), campaignId, input: {} }))
      lines.push(part);
    const rows = lines.join('').trim().split('\r\n');
    expect(rows[0]).toContain('number,contact_id,state,outcome');
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 3))).toMatchObject([
      ['+14155550142', expect.stringMatching(/^cct_/), 'waiting'],
      ['+15550142', expect.stringMatching(/^cct_/), 'waiting'],
    ]);
    expect(await auditOf(tenant)).toContainEqual(expect.objectContaining({ action: 'campaign.export' }));
  });
});
