import { newId } from '@parley/contracts';
import { agentVersions, type DatabaseHandle, outbox, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSession } from '../sessions/create-session.ts';
import { getSessionBrief } from '../sessions/get-session-brief.ts';
import { auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import {
  archiveAgent,
  compareAgentVersions,
  createAgent,
  deactivateAgent,
  findAgents,
  getAgent,
  getAgentVersion,
  listAgents,
  listAgentVersions,
  publishAgent,
  rollBackAgent,
  updateAgent,
} from './index.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
});

const config = (greeting = 'Hello.') => ({ greeting, persona: 'You are kind.' });
const draftAgent = async (greeting?: string) =>
  (await createAgent({ ctx: a.system, input: { name: 'Night desk', config: config(greeting) } })).agent;
const write = (agentId: TestTenant['agentId'], greeting: string) =>
  updateAgent({ ctx: a.system, agentId, input: { changes: { config: config(greeting) } } });
const publish = (agentId: TestTenant['agentId'], note = '') =>
  publishAgent({ ctx: a.system, agentId, input: { note } });
const audited = async (action: string) => (await auditOf(a)).filter((entry) => entry.action === action);
const events = () =>
  withTenant(handle.db, a.tenantId, (tx) =>
    tx.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.event, 'agent.published')),
  );

describe('a draft', () => {
  it('is no agent that takes calls, before or after it is published', async () => {
    const { agent_id: agentId, ...agent } = await draftAgent();
    expect(agent).toMatchObject({ status: 'draft', published_version: null, has_unpublished_changes: true });
    expect((await listAgents({ ctx: a.system })).map(({ agent_id }) => agent_id)).toEqual([a.agentId]);
    await publish(agentId);
    expect((await getAgent({ ctx: a.system, agentId })).agent).toMatchObject({
      status: 'draft',
      published_version: 1,
      has_unpublished_changes: false,
    });
    expect(await listAgents({ ctx: a.system })).toHaveLength(1);
  });

  it('is changed in part, with the revision that was seen', async () => {
    const { agent_id: agentId } = await draftAgent();
    const change = (revision: number) =>
      updateAgent({ ctx: a.user('editor'), agentId, input: { changes: { name: 'Day desk' }, revision } });
    const changed = await change(1);
    expect(changed).toMatchObject({ revision: 2, agent: { name: 'Day desk', draft: config() } });
    await expect(change(1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await audited('agent.update')).toMatchObject([
      { before: { name: 'Night desk' }, after: { name: 'Day desk' } },
    ]);
  });

  it('leaves in the audit log what differs of it, and no more', async () => {
    const { agent_id: agentId } = await draftAgent();
    await write(agentId, 'Good evening.');
    const [entry] = await audited('agent.update');
    expect(entry?.before).toEqual({ 'draft.greeting': 'Hello.' });
    expect(entry?.after).toEqual({ 'draft.greeting': 'Good evening.' });
  });

  it('says which field is wrong', async () => {
    const wrong = { ...config(), persona: 'In {{town}}.' };
    await expect(createAgent({ ctx: a.system, input: { name: 'X', config: wrong } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: 'config.persona' }],
    });
  });
});

describe('publishing', () => {
  it('reaches the next session, and not the one that runs', async () => {
    const running = await createSession({ ctx: a.system, input: { room: 'one' } });
    await write(a.agentId, 'Good evening.');
    const untouched = await createSession({ ctx: a.system, input: { room: 'two' } });
    const version = await publishAgent({
      ctx: a.user('editor'),
      agentId: a.agentId,
      input: { note: 'evenings' },
    });
    const next = await createSession({ ctx: a.system, input: { room: 'three' } });
    expect(version).toMatchObject({ version: 2, note: 'evenings', published_by: { type: 'user' } });
    const greetingOf = async ({ id }: typeof next) =>
      (await getSessionBrief({ ctx: a.worker(id), sessionId: id })).config.greeting;
    expect(await Promise.all([running, untouched, next].map(greetingOf))).toEqual([
      'Hello.',
      'Hello.',
      'Good evening.',
    ]);
  });

  it('leaves word for webhooks and in the audit log', async () => {
    await write(a.agentId, 'Good evening.');
    const { version_id } = await publish(a.agentId);
    const payload = { agent_id: a.agentId, version_id, version: 2, restored_from: null };
    expect(await events()).toEqual([{ payload }]);
    expect(await audited('agent.publish')).toMatchObject([
      { before: { published_version: 1 }, after: { published_version: 2 } },
    ]);
  });

  it('is refused when nothing differs, or somebody has changed the draft since', async () => {
    await expect(publish(a.agentId)).rejects.toMatchObject({ code: 'CONFLICT' });
    const { revision } = await write(a.agentId, 'Good evening.');
    await write(a.agentId, 'Good night.');
    const late = publishAgent({ ctx: a.system, agentId: a.agentId, input: {}, revision });
    await expect(late).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await events()).toEqual([]);
  });

  it('numbers versions one after another, also when many publish at once', async () => {
    await write(a.agentId, 'Good evening.');
    const results = await Promise.allSettled([1, 2, 3].map(() => publish(a.agentId)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { versions } = await listAgentVersions({ ctx: a.system, agentId: a.agentId, input: {} });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('makes versions that nobody can change', async () => {
    const change = withTenant(handle.db, a.tenantId, (tx) => tx.update(agentVersions).set({ note: 'x' }));
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('rolling back', () => {
  const rollBack = (version: number) =>
    rollBackAgent({ ctx: a.system, agentId: a.agentId, input: { version, note: 'oops' } });

  it('publishes the older version as a new one, and the draft follows', async () => {
    await write(a.agentId, 'Good evening.');
    await publish(a.agentId);
    expect(await rollBack(1)).toMatchObject({ version: 3, restored_from: 1, config: { greeting: 'Hello.' } });
    expect((await getAgent({ ctx: a.system, agentId: a.agentId })).agent).toMatchObject({
      published_version: 3,
      has_unpublished_changes: false,
      draft: { greeting: 'Hello.' },
    });
    expect((await createSession({ ctx: a.system, input: { room: 'r' } })).config.greeting).toBe('Hello.');
  });

  it('keeps a draft that holds unpublished work', async () => {
    await write(a.agentId, 'Good evening.');
    await publish(a.agentId);
    await write(a.agentId, 'Work in progress.');
    await rollBack(1);
    const { agent } = await getAgent({ ctx: a.system, agentId: a.agentId });
    expect(agent).toMatchObject({
      draft: { greeting: 'Work in progress.' },
      has_unpublished_changes: true,
    });
  });

  it('does not know versions that are not there, and refuses the one that serves', async () => {
    await expect(rollBack(7)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rollBack(1)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('refuses a version that would change nothing', async () => {
    await write(a.agentId, 'Good evening.');
    await publish(a.agentId);
    await rollBack(1);
    const detail = expect.stringContaining('the same as the one that serves, version 3');
    await expect(rollBack(1)).rejects.toMatchObject({ code: 'CONFLICT', detail });
    const { versions } = await listAgentVersions({ ctx: a.system, agentId: a.agentId, input: {} });
    expect(versions).toHaveLength(3);
  });
});

describe('comparing', () => {
  it('names each field that differs, in both directions', async () => {
    const { agentId } = a;
    const changed = { ...config('Good evening.'), goals: ['Help'], limits: { idle_s: 20 } };
    await updateAgent({ ctx: a.system, agentId, input: { changes: { config: changed } } });
    const compare = (from: 1 | 'draft', to: 1 | 'draft') =>
      compareAgentVersions({ ctx: a.system, agentId, input: { from, to } });
    expect(await compare(1, 'draft')).toEqual({
      from: 1,
      to: 'draft',
      changes: [
        { path: 'goals', before: [], after: null },
        { path: 'goals.0', before: null, after: 'Help' },
        { path: 'greeting', before: 'Hello.', after: 'Good evening.' },
        { path: 'limits.idle_s', before: 12, after: 20 },
        { path: 'persona', before: 'You are a test.', after: 'You are kind.' },
      ],
    });
    expect((await compare('draft', 1)).changes[2]).toEqual({
      path: 'greeting',
      before: 'Good evening.',
      after: 'Hello.',
    });
    expect((await compare(1, 1)).changes).toEqual([]);
    const toPublish = await compareAgentVersions({ ctx: a.system, agentId, input: {} });
    expect(toPublish.changes).toEqual((await compare(1, 'draft')).changes);
    const { agent_id: fresh } = await draftAgent();
    const all = await compareAgentVersions({ ctx: a.system, agentId: fresh, input: {} });
    expect(all.changes).toContainEqual({ path: 'greeting', before: null, after: 'Hello.' });
    const unknown = compareAgentVersions({ ctx: a.system, agentId, input: { from: 9 } });
    await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('switching off and archiving', () => {
  it('an agent that is off takes no calls; a second time changes nothing', async () => {
    const off = () => deactivateAgent({ ctx: a.user('editor'), agentId: a.agentId });
    expect(await off()).toMatchObject({ revision: 2, agent: { status: 'inactive', published_version: 1 } });
    expect(await off()).toMatchObject({ revision: 2 });
    expect(await listAgents({ ctx: a.system })).toEqual([]);
    expect(await audited('agent.deactivate')).toHaveLength(1);
  });

  it('an archived agent is gone from every list, and its sessions stay', async () => {
    const { id } = await createSession({ ctx: a.system, input: { room: 'r' } });
    await archiveAgent({ ctx: a.system, agentId: a.agentId });
    await expect(getAgent({ ctx: a.system, agentId: a.agentId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await findAgents({ ctx: a.system, input: {} })).agents).toEqual([]);
    expect(await listAgents({ ctx: a.system })).toEqual([]);
    expect((await getSessionBrief({ ctx: a.worker(id), sessionId: id })).config.greeting).toBe('Hello.');
    expect(await audited('agent.archive')).toHaveLength(1);
  });
});

describe('lists', () => {
  it('give agents page by page, by status', async () => {
    for (const name of ['B', 'C']) await createAgent({ ctx: a.system, input: { name, config: config() } });
    const first = await findAgents({ ctx: a.system, input: { limit: 2 } });
    expect(first.agents.map(({ name }) => name)).toEqual(['C', 'B']);
    const rest = await findAgents({ ctx: a.system, input: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect([rest.agents.map(({ agent_id }) => agent_id), rest.nextCursor]).toEqual([[a.agentId], null]);
    const drafts = await findAgents({ ctx: a.system, input: { status: 'draft' } });
    expect(drafts.agents).toHaveLength(2);
    await expect(findAgents({ ctx: a.system, input: { cursor: 'x' } })).rejects.toMatchObject({
      issues: [{ path: 'cursor' }],
    });
  });

  it('give versions page by page', async () => {
    await write(a.agentId, 'Two.');
    await publish(a.agentId);
    const list = (input: object) => listAgentVersions({ ctx: a.system, agentId: a.agentId, input });
    const first = await list({ limit: 1 });
    expect([first.versions[0]?.version, first.nextCursor]).toEqual([2, '2']);
    const rest = await list({ limit: 1, cursor: first.nextCursor });
    expect([rest.versions[0]?.version, rest.nextCursor]).toEqual([1, null]);
    const version = await getAgentVersion({ ctx: a.system, agentId: a.agentId, version: 1 });
    expect(version.config.greeting).toBe('Hello.');
  });
});

describe('another tenant’s agent', () => {
  it('is not known to any verb, and stays as it is', async () => {
    const before = await getAgent({ ctx: b.system, agentId: b.agentId });
    const ctx = a.system;
    const { agentId } = b;
    const tries = [
      getAgent({ ctx, agentId }),
      updateAgent({ ctx, agentId, input: { changes: { name: 'Mine' } } }),
      archiveAgent({ ctx, agentId }),
      publishAgent({ ctx, agentId, input: {} }),
      rollBackAgent({ ctx, agentId, input: { version: 1 } }),
      listAgentVersions({ ctx, agentId, input: {} }),
      getAgentVersion({ ctx, agentId, version: 1 }),
      compareAgentVersions({ ctx, agentId, input: { from: 1 } }),
      deactivateAgent({ ctx, agentId }),
      getAgent({ ctx, agentId: newId('agent') }),
    ];
    const results = await Promise.allSettled(tries);
    expect(results.map((result) => result.status === 'rejected' && result.reason.code)).toEqual(
      tries.map(() => 'NOT_FOUND'),
    );
    expect(await getAgent({ ctx: b.system, agentId })).toEqual(before);
  });
});
