import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseHandle } from '../database.ts';
import { migrationsFolder } from '../migrations.ts';
import { createTestDatabase, usePostgres } from '../testing/shared-postgres.ts';
import { withTenant } from '../with-role.ts';
import { openPostgres } from './open-postgres.ts';

/** Of the first release: its last migration. */
const firstRelease = '0002_grants';
const tenantId = newId('tenant');
const agentId = newId('agent');
const [faqId, sessionId] = [newId('knowledgeItem'), newId('session')];

let handle: DatabaseHandle;
const cleanUps: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const { port, release } = await usePostgres();
  const database = await createTestDatabase(port);
  cleanUps.push(release, database.drop);
  await fillFirstRelease(database.url);
  handle = await openPostgres({ url: database.url });
  cleanUps.push(handle.close);
});
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** A database as the first release left it, with rows that only their tenant sees. */
async function fillFirstRelease(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const folder = migrationsUpTo(firstRelease);
    await migrate(drizzle(client), { migrationsFolder: folder });
    rmSync(folder, { recursive: true });
    await client.query('begin');
    await client.query(`set local role parley_app; set local app.tenant_id = '${tenantId}'`);
    for (const [statement, ...values] of oldRows) await client.query(statement as string, values);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

function migrationsUpTo(last: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8'));
  const index = journal.entries.findIndex(({ tag }: { tag: string }) => tag === last);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, index + 1) }));
  return folder;
}

const config = (greeting: string) =>
  JSON.stringify({ greeting, persona: 'P', instructions: '', language: 'de', collect: [], models: {} });
const versionIds = [newId('agentVersion'), newId('agentVersion')] as const;
const insertVersion =
  'insert into agent_versions (id, tenant_id, agent_id, version, config) values ($1, $2, $3, $4, $5)';
const oldRows: unknown[][] = [
  ['insert into tenants (id, name) values ($1, $2)', tenantId, 'Maple'],
  ['insert into agents (id, tenant_id, name) values ($1, $2, $3)', agentId, tenantId, 'Desk'],
  [insertVersion, versionIds[0], tenantId, agentId, 1, config('Hello.')],
  [insertVersion, versionIds[1], tenantId, agentId, 2, config('Guten Tag.')],
  [
    'insert into sessions (id, tenant_id, room, channel, state, agent_id, agent_version_id) values ($1, $2, $3, $4, $5, $6, $7)',
    sessionId,
    tenantId,
    'lobby',
    'browser',
    'created',
    agentId,
    versionIds[0],
  ],
  [
    'insert into knowledge_items (id, tenant_id, category, title, text, keywords) values ($1, $2, $3, $4, $5, $6)',
    faqId,
    tenantId,
    'general',
    'Pets',
    'Two cats are welcome.',
    'dog, cat',
  ],
  [
    'insert into tickets (id, tenant_id, session_id, name, phone, property, reason) values ($1, $2, $3, $4, $5, $6, $7)',
    newId('ticket'),
    tenantId,
    sessionId,
    'Ann',
    '+12025550123',
    'Oak Street',
    'A leak',
  ],
];

const rows = async (query: ReturnType<typeof sql>) =>
  (await withTenant(handle.db, tenantId, (tx) => tx.execute<Record<string, unknown>>(query))).rows;

describe('what the first release kept', () => {
  it('an agent goes on taking calls with its newest version, which is its draft too', async () => {
    const [agent] = await rows(sql`select * from agents`);
    expect(agent).toMatchObject({ id: agentId, status: 'active', published_version: 2, revision: 1 });
    expect(agent?.draft).toMatchObject({ greeting: 'Guten Tag.', languages: { first: 'de' } });
    const configs = await rows(sql`select config from agent_versions order by version`);
    expect(configs.map(({ config: kept }) => kept)).toEqual([
      expect.objectContaining({ greeting: 'Hello.', languages: { first: 'de' } }),
      expect.objectContaining({ greeting: 'Guten Tag.', languages: { first: 'de' } }),
    ]);
  });

  it('knowledge is a question with its answer, and is found', async () => {
    const [item] = await rows(sql`select category, data from knowledge_items`);
    const data = { question: 'Pets', answer: 'Two cats are welcome.', keywords: ['dog', 'cat'] };
    expect(item).toEqual({ category: 'faqs', data });
    const chunks = await rows(sql`select title, text from knowledge_chunks where item_id = ${faqId}`);
    expect(chunks).toEqual([{ title: 'Pets', text: 'Two cats are welcome.' }]);
  });

  it('a ticket has a number, a priority and no facts', async () => {
    const [ticket] = await rows(sql`select * from tickets`);
    expect(ticket).toMatchObject({ name: 'Ann', number: 1, priority: 'normal', facts: {} });
  });

  it('is seen by its tenant alone, and security is forced on every table again', async () => {
    const query = sql`select relname from pg_class where relrowsecurity and not relforcerowsecurity`;
    expect(await rows(query)).toEqual([]);
    const other = await withTenant(handle.db, newId('tenant'), (tx) => tx.execute(sql`select from agents`));
    expect(other.rows).toEqual([]);
  });
});
