import { type DatabaseHandle, withSystem, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createKnowledgeItem } from './create-item.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
  const data = { question: 'Where is the zebracanary?', answer: 'In the zebracanary cage.' };
  await createKnowledgeItem({ ctx: a.system, input: { category: 'faqs', data } });
}, openTimeoutMs);
afterAll(() => handle?.close());

const search = sql`select * from search_knowledge_chunks('zebracanary cage', 'zebracanary', 'zebracanary', 10)`;
const asApp = (setting: ReturnType<typeof sql>) =>
  handle.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'parley_app', true)`);
    await tx.execute(setting);
    return (await tx.execute(search)).rows;
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.cause?.code ?? error.code,
  );

describe('search_knowledge_chunks', () => {
  it('finds what is the tenant’s own', async () => {
    const { rows } = await withTenant(handle.db, a.tenantId, (tx) => tx.execute(search));
    expect(rows).toHaveLength(1);
  });

  it.each(['zebracanary', 'zebracanari', 'zebracan'])(
    'finds nothing of another tenant by %s',
    async (query) => {
      const { rows } = await withTenant(handle.db, b.tenantId, (tx) =>
        tx.execute(sql`select * from search_knowledge_chunks(${query}, ${query}, ${query}, 1000)`),
      );
      expect(rows).toEqual([]);
    },
  );

  it('finds nothing without a tenant', async () => {
    expect(await asApp(sql`select 1`)).toEqual([]);
    expect(await asApp(sql`select set_config('app.tenant_id', '', true)`)).toEqual([]);
    expect(await asApp(sql`select set_config('app.tenant_id', '%', true)`)).toEqual([]);
  });

  it('is for the application alone, and so is nothing beside it', async () => {
    expect(await codeOf(withSystem(handle.db, (tx) => tx.execute(search)))).toBe('42501');
    const alike = sql`select * from knowledge_words_alike(${a.tenantId}, 'zebracanary')`;
    expect(await codeOf(withTenant(handle.db, b.tenantId, (tx) => tx.execute(alike)))).toBe('42501');
  });

  it('runs as a role that reads what is searched and nothing else', async () => {
    const { rows } = await handle.db.execute(sql`
      select relname, privilege_type from pg_class, aclexplode(relacl) as acl
      where acl.grantee = 'parley_search'::regrole order by 1
    `);
    expect(rows).toEqual([
      { relname: 'knowledge_chunks', privilege_type: 'SELECT' },
      { relname: 'knowledge_words', privilege_type: 'SELECT' },
    ]);
    const { rows: functions } = await handle.db.execute(sql`
      select proowner::regrole::text as owner, prosecdef, proconfig from pg_proc where proname = 'search_knowledge_chunks'
    `);
    expect(functions).toMatchObject([{ owner: 'parley_search', prosecdef: true }]);
    expect(functions[0]?.proconfig).toContain('search_path=pg_catalog, public, pg_temp');
    const { rows: role } = await handle.db.execute(sql`
      select rolcanlogin, rolsuper, rolbypassrls, has_schema_privilege('parley_search', 'public', 'create') as creates
      from pg_roles where rolname = 'parley_search'
    `);
    expect(role).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false, creates: false }]);
  });
});
