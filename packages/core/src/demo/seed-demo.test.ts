import { agents, apiKeys, type DatabaseHandle, knowledgeItems, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgents } from '../agents/list-agents.ts';
import { authenticateApiKey } from '../auth/authenticate-api-key.ts';
import { logIn } from '../auth/log-in.ts';
import { accountContext } from '../testing/index.ts';
import { generateDemoCredentials } from './demo-credentials.ts';
import { harborDental } from './harbor-dental.ts';
import { mapleProperty } from './maple-property.ts';
import { seedDemo } from './seed-demo.ts';

let handle: DatabaseHandle;
const credentials = generateDemoCredentials();
beforeAll(async () => {
  handle = await openTestDatabase();
  await seedDemo({ db: handle.db, credentials });
}, openTimeoutMs);
afterAll(() => handle?.close());

const open = ({ apiKey, email, password, otherApiKey } = credentials) =>
  Promise.all([
    authenticateApiKey({ db: handle.db, address: '::1', key: apiKey }),
    authenticateApiKey({ db: handle.db, address: '::1', key: otherApiKey }),
    logIn({ ctx: accountContext(handle.db), input: { email, password } }),
  ]);

describe('seedDemo', () => {
  it('makes two tenants that the credentials open', async () => {
    const [maple, harbor, user] = await open();
    expect(user).toMatchObject({ tenantName: 'Maple Property Management', role: 'owner' });
    expect(maple.tenantId).toBe(user.tenantId);
    expect(harbor.tenantId).not.toBe(maple.tenantId);
  });

  it('makes the agent that serves by default, and the knowledge', async () => {
    const [actor] = await open();
    const ctx = { db: handle.db, actor, now: () => new Date(), auditKey: new Uint8Array(32) };
    const { agentId } = await seedDemo({ db: handle.db, credentials });
    expect(await listAgents({ ctx })).toEqual([
      {
        agent_id: agentId,
        name: 'Maple Reception',
        version_id: expect.stringMatching(/^agv_/),
        version: 1,
        greeting: 'Thank you for calling Maple Property Management. How can I help you today?',
      },
    ]);
  });

  it('changes nothing the second time, not even what was edited', async () => {
    const [{ tenantId }] = await open();
    const everything = () =>
      withTenant(handle.db, tenantId, async (tx) => [
        await tx.select().from(agents),
        await tx.select().from(knowledgeItems),
        (await tx.select().from(apiKeys)).map(({ id }) => id),
      ]);
    await withTenant(handle.db, tenantId, (tx) => tx.update(agents).set({ name: 'Edited' }));
    const before = await everything();
    await seedDemo({ db: handle.db, credentials });
    expect(await everything()).toEqual(before);
  });

  it('brings keys and password to those given', async () => {
    const fresh = generateDemoCredentials();
    await seedDemo({ db: handle.db, credentials: fresh });
    await expect(open(fresh)).resolves.toHaveLength(3);
    await expect(
      authenticateApiKey({ db: handle.db, address: '::1', key: credentials.apiKey }),
    ).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(logIn({ ctx: accountContext(handle.db), input: credentials })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    await seedDemo({ db: handle.db, credentials });
  });

  it('refuses keys of other tenants', async () => {
    const swapped = { ...credentials, apiKey: credentials.otherApiKey };
    await expect(seedDemo({ db: handle.db, credentials: swapped })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});

describe('listAgents', () => {
  it('is the tenant’s own, and not for workers', async () => {
    const [, other] = await open();
    const ctx = { db: handle.db, actor: other, now: () => new Date(), auditKey: new Uint8Array(32) };
    expect((await listAgents({ ctx })).map(({ name }) => name)).toEqual(['Harbor Front Desk']);
  });
});

describe.each([mapleProperty, harborDental])('$name', ({ config, knowledge }) => {
  it('is written as one would say it', () => {
    const spoken = [config.greeting, ...knowledge.map(({ text }) => text)];
    for (const text of spoken) {
      expect(text).toMatch(/^[A-Za-z ,.?']+$/);
      expect(text.split(/[.?](?:\s|$)/).filter(Boolean).length).toBeLessThanOrEqual(3);
    }
  });

  it('asks for everything a ticket needs', () => {
    expect(config.collect?.map(({ key }) => key)).toEqual(['name', 'phone', 'property', 'reason']);
  });
});
