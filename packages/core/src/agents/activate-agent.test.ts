import { type AgentConfigInput, newId } from '@parley/contracts';
import { type DatabaseHandle, knowledgeItems, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putSecret } from '../secrets/put-secret.ts';
import { Vault } from '../secrets/vault.ts';
import { createSession } from '../sessions/create-session.ts';
import {
  addAgent,
  addLine,
  auditOf,
  createTestTenant,
  fakeProviders,
  type TestTenant,
} from '../testing/index.ts';
import { getTrunk } from '../trunks/get-trunk.ts';
import { noteTrunkSync } from '../trunks/note-trunk-sync.ts';
import { activateAgent } from './activate-agent.ts';
import { archiveAgent } from './archive-agent.ts';
import { checkAgent } from './check-agent.ts';
import { createAgent } from './create-agent.ts';
import { deactivateAgent } from './deactivate-agent.ts';
import { getAgent } from './get-agent.ts';
import { publishAgent } from './publish-agent.ts';
import { updateAgent } from './update-agent.ts';

const vault = new Vault(new Map([[1, new Uint8Array(32).fill(1)]]));
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

const draft = async (config: Partial<AgentConfigInput> = {}) => {
  const whole = { greeting: 'Hello.', persona: 'You are kind.', ...config };
  return (await createAgent({ ctx: a.system, input: { name: 'Night desk', config: whole } })).agent.agent_id;
};
const published = async (config: Partial<AgentConfigInput> = {}) => {
  const agentId = await draft(config);
  await publishAgent({ ctx: a.system, agentId, input: {} });
  return agentId;
};
const check = async (agentId: TestTenant['agentId'], providers = fakeProviders()) => {
  const { ready, checks } = await checkAgent({ ctx: a.user('viewer'), vault, providers, agentId });
  return { ready, ...Object.fromEntries(checks.map(({ check: name, result }) => [name, result])) };
};
const activate = (agentId: TestTenant['agentId'], providers = fakeProviders(), ctx = a.user('editor')) =>
  activateAgent({ ctx, vault, providers, agentId });
const allOk = {
  published: 'ok',
  stt_key: 'ok',
  llm_key: 'ok',
  tts_key: 'ok',
  voice: 'ok',
  knowledge: 'ok',
  number: 'ok',
};

describe('checkAgent', () => {
  it('finds everything there', async () => {
    expect(await check(a.agentId)).toEqual({ ready: true, ...allOk });
  });

  it('looks at the draft while nothing is published', async () => {
    const agentId = await draft({ models: { tts: { provider: 'cartesia', voice: 'nobody' } } });
    expect(await check(agentId)).toEqual({ ready: false, ...allOk, published: 'failed', voice: 'failed' });
  });

  it('tries the tenant’s own key in place of the operator’s, and never shows one', async () => {
    const value = 'sk-canary-0123456789';
    await putSecret({ ctx: a.system, vault, input: { provider: 'openai', value } });
    const providers = fakeProviders({ own: [], refused: [value] });
    const found = await checkAgent({ ctx: a.system, vault, providers, agentId: a.agentId });
    expect(providers.asked).toEqual([`openai ${value}`]);
    expect(found.ready).toBe(false);
    expect(JSON.stringify(found)).not.toContain(value);
    expect(JSON.stringify(found)).toContain('OpenAI refuses the key');
    const lost = new Vault(new Map([[2, new Uint8Array(32).fill(2)]]));
    const locked = await checkAgent({ ctx: a.system, vault: lost, providers, agentId: a.agentId });
    expect(JSON.stringify(locked)).toContain('can no longer be opened');
  });

  it('asks for voices of every provider that is named', async () => {
    const tts = {
      provider: 'cartesia' as const,
      voice: 'one',
      fallbacks: [{ provider: 'openai' as const, voice: 'two' }],
    };
    const agentId = await published({ models: { tts } });
    expect(await check(agentId, fakeProviders({ voices: ['one'] }))).toMatchObject({ voice: 'failed' });
    expect(await check(agentId, fakeProviders({ voices: ['one', 'two'] }))).toMatchObject({ voice: 'ok' });
    const silent = fakeProviders({ silent: ['openai'], voices: ['one'] });
    expect(await check(agentId, silent)).toMatchObject({ ready: true, tts_key: 'unknown', voice: 'unknown' });
  });

  it('wants knowledge only for an agent that looks it up', async () => {
    await withTenant(handle.db, a.tenantId, (tx) => tx.delete(knowledgeItems));
    expect(await check(a.agentId)).toMatchObject({ ready: false, knowledge: 'failed' });
    const agentId = await addAgent(a, { tools: ['end_call'] });
    expect(await check(agentId)).toMatchObject({ ready: true, knowledge: 'ok' });
  });

  it('looks whether calls to every number of the agent come through, and names those that do not', async () => {
    const { number, trunk_id: trunkId } = await addLine(a);
    const synced = async (result: Parameters<typeof noteTrunkSync>[0]['result'], now = new Date()) => {
      const { revision } = await getTrunk({ ctx: a.system, vault, trunkId });
      const trunk = { tenantId: a.tenantId, trunkId, revision };
      await noteTrunkSync({ db: handle.db, trunk, now, result });
    };
    const asked = async (agentId = a.agentId) =>
      (await checkAgent({ ctx: a.system, vault, providers: fakeProviders(), agentId })).checks.at(-1);
    expect(await asked()).toMatchObject({ check: 'number', result: 'unknown' });
    await synced({ error: 'The telephone service refused the trunk.' });
    expect(await asked()).toMatchObject({
      result: 'failed',
      message: expect.stringMatching(`\\${number}.*refused the trunk`),
    });
    await expect(activate(a.agentId)).rejects.toMatchObject({ code: 'AGENT_NOT_READY' });
    await synced({ inboundRef: 'ST_1' });
    expect(await asked()).toEqual({ check: 'number', result: 'ok', message: `Calls come in at ${number}.` });
    const second = await addAgent(a);
    expect(await asked(second)).toMatchObject({ result: 'ok', message: expect.stringContaining('pages') });
    await addLine(a, { inbound: null });
    expect(await asked()).toMatchObject({
      result: 'failed',
      message: expect.stringContaining('takes no calls in'),
    });
    const other = await createTestTenant(handle.db);
    await addLine(other, { inbound: null });
    expect(await asked(second)).toMatchObject({ result: 'ok' });
  });

  it('does not know another tenant’s agent', async () => {
    const asked = checkAgent({ ctx: b.system, vault, providers: fakeProviders(), agentId: a.agentId });
    await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('activateAgent', () => {
  it('has the agent take calls, once, with word in the audit log', async () => {
    const agentId = await published();
    const open = () => createSession({ ctx: a.system, input: { room: newId('session'), agentId } });
    await expect(open()).rejects.toMatchObject({ code: 'AGENT_NOT_ACTIVE' });
    const { revision } = await activate(agentId);
    expect((await open()).agentId).toBe(agentId);
    expect(await activate(agentId)).toMatchObject({ revision, agent: { status: 'active' } });
    const entries = (await auditOf(a)).filter(({ action }) => action === 'agent.activate');
    expect(entries).toMatchObject([{ before: { status: 'draft' }, after: { status: 'active' } }]);
  });

  it('names every check that failed, and changes nothing', async () => {
    const agentId = await draft();
    await expect(activate(agentId, fakeProviders({ own: ['cartesia'] }))).rejects.toMatchObject({
      code: 'AGENT_NOT_READY',
      issues: [
        { path: 'published', message: expect.stringContaining('Publish the draft') },
        { path: 'llm_key', message: expect.stringContaining('Put in one of OpenAI') },
      ],
    });
    expect((await getAgent({ ctx: a.system, agentId })).agent.status).toBe('draft');
  });

  it('is not kept back by a provider that does not answer', async () => {
    const agentId = await published();
    const providers = fakeProviders({ silent: ['openai', 'cartesia'] });
    expect((await activate(agentId, providers)).agent.status).toBe('active');
  });

  it('is refused when another version came meanwhile', async () => {
    const agentId = await draft({ tools: ['end_call'] });
    await publishAgent({ ctx: a.system, agentId, input: {} });
    const providers = fakeProviders();
    providers.checkKey = async () => {
      const config = { greeting: newId('session'), persona: 'P' };
      await updateAgent({ ctx: a.system, agentId, input: { changes: { config } } });
      await publishAgent({ ctx: a.system, agentId, input: {} }).catch(() => undefined);
      return 'works';
    };
    await expect(activate(agentId, providers)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is for those who may publish, in their own tenant', async () => {
    const agentId = await published();
    await expect(activate(agentId, fakeProviders(), a.user('viewer'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(activate(agentId, fakeProviders(), b.system)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await getAgent({ ctx: a.system, agentId })).agent.status).toBe('draft');
  });
});

describe('who serves a session', () => {
  const open = (ctx = a.system, agentId?: TestTenant['agentId']) =>
    createSession({ ctx, input: { room: newId('session'), agentId } });

  it('is no agent that is off, archived, or another tenant’s', async () => {
    await deactivateAgent({ ctx: a.system, agentId: a.agentId });
    await expect(open(a.system, a.agentId)).rejects.toMatchObject({
      code: 'AGENT_NOT_ACTIVE',
      detail: expect.stringContaining('Switch it on'),
    });
    await expect(open()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const second = await addAgent(a);
    expect((await open()).agentId).toBe(second);
    await archiveAgent({ ctx: a.system, agentId: a.agentId });
    await expect(open(a.system, a.agentId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(open(b.system, second)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the first of a page’s agents that takes calls', async () => {
    const second = await addAgent(a);
    const agentIds = [a.agentId, second];
    const actor = { type: 'publishableKey' as const, tenantId: a.tenantId, keyId: newId('apiKey'), agentIds };
    const page = { ...a.system, actor };
    expect((await open(page)).agentId).toBe(a.agentId);
    await archiveAgent({ ctx: a.system, agentId: a.agentId });
    expect((await open(page)).agentId).toBe(second);
    await expect(open(page, a.agentId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await deactivateAgent({ ctx: a.system, agentId: second });
    await expect(open(page)).rejects.toMatchObject({ code: 'AGENT_NOT_ACTIVE' });
  });
});
