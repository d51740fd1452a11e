import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseHandle, withTenant } from './index.ts';
import { type CatalogueTable, readCatalogue, tenantColumnOf } from './testing/catalogue.ts';
import { fillTables, insertStatement, makeRow } from './testing/fill-tables.ts';
import { openTestDatabase } from './testing/index.ts';

// Names must be known before the tests are collected, so the database is opened here and not in a hook.
const handle: DatabaseHandle = await openTestDatabase();
const { db } = handle;
const catalogue = await readCatalogue(db);
const tenantTables = catalogue.filter(tenantColumnOf);
const perTable = tenantTables.map((table) => [table.name, table] as const);
afterAll(() => handle.close());

let a: Awaited<ReturnType<typeof fillTables>>;
let b: typeof a;
beforeAll(async () => {
  a = await fillTables(db, catalogue);
  b = await fillTables(db, catalogue);
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.cause?.code ?? error.code,
  );
const notAllowed = '42501';
const noSuchParent = '23503';

const tableSql = (table: CatalogueTable) => sql.identifier(table.name);
const ofA = (table: CatalogueTable) => sql`${sql.identifier(tenantColumnOf(table) ?? '')} = ${a.tenantId}`;
const rowsOf = async (table: CatalogueTable, tenantId = a.tenantId) =>
  (await withTenant(db, tenantId, (tx) => tx.execute(sql`select * from ${tableSql(table)}`))).rows;

describe('the catalogue', () => {
  it('knows the tables', () => {
    expect(tenantTables.map(({ name }) => name).sort()).toEqual([
      'agent_versions',
      'agents',
      'api_keys',
      'audit_entries',
      'audit_heads',
      'idempotency_keys',
      'invitations',
      'knowledge_categories',
      'knowledge_category_versions',
      'knowledge_chunks',
      'knowledge_documents',
      'knowledge_item_versions',
      'knowledge_items',
      'knowledge_words',
      'memberships',
      'outbox',
      'refresh_tokens',
      'session_events',
      'sessions',
      'tenant_secrets',
      'tenants',
      'ticket_comments',
      'ticket_counters',
      'tickets',
      'webhook_deliveries',
      'webhook_endpoints',
    ]);
  });

  it.each(catalogue.map((table) => [table.name, table] as const))(
    '%s: row-level security is forced',
    (_, table) => {
      expect(table.forced).toBe(true);
    },
  );

  it.each(perTable)('%s: the app has one policy, on app.tenant_id, with both clauses', (_, table) => {
    const own = table.policies.filter(({ roles }) => roles.includes('parley_app'));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ command: 'ALL', check: own[0]?.using });
    expect(own[0]?.using).toContain(`(${tenantColumnOf(table)} = `);
    expect(own[0]?.using).toContain("current_setting('app.tenant_id'::text, true)");
  });

  it.each(perTable)('%s: no policy is open to everybody', (_, table) => {
    expect(table.policies.filter(({ roles }) => roles.includes('public'))).toEqual([]);
  });

  it.each(perTable)('%s: the tenant comes first or right after the id, and begins an index', (_, table) => {
    const column = tenantColumnOf(table);
    const place = table.columns.findIndex(({ name }) => name === column);
    expect(place).toBe(table.columns[0]?.name === 'id' && column !== 'id' ? 1 : 0);
    expect(table.indexes.some(([first]) => first === column)).toBe(true);
  });

  it.each(perTable)('%s: references stay within the tenant', (_, table) => {
    for (const { columns, to, toColumns } of table.foreignKeys) {
      const target = tenantTables.find(({ name }) => name === to);
      if (!target) continue;
      expect([columns[0], toColumns[0]]).toEqual(['tenant_id', tenantColumnOf(target)]);
    }
  });
});

describe.each(perTable)('%s of another tenant', (_, table) => {
  it('is not seen', async () => {
    expect(await rowsOf(table)).toHaveLength(1);
    const seen = await rowsOf(table, b.tenantId);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.[tenantColumnOf(table) ?? '']).toBe(b.tenantId);
  });

  it('cannot be inserted', async () => {
    const insert = insertStatement(table.name, a.rows[table.name] ?? {});
    expect(await codeOf(withTenant(db, b.tenantId, (tx) => tx.execute(insert)))).toBe(notAllowed);
  });

  it.each(['update', 'delete'])('cannot be reached by %s', async (verb) => {
    const before = await rowsOf(table);
    const column = sql.identifier(tenantColumnOf(table) ?? '');
    const statement =
      verb === 'update'
        ? sql`update ${tableSql(table)} set ${column} = ${column} where ${ofA(table)} returning *`
        : sql`delete from ${tableSql(table)} where ${ofA(table)} returning *`;
    const changed = await withTenant(
      db,
      b.tenantId,
      async (tx) => (await tx.execute(statement)).rows.length,
    ).catch((error) => error.cause?.code);
    expect([0, notAllowed]).toContain(changed);
    expect(await rowsOf(table)).toEqual(before);
  });

  it('cannot be made of one’s own row', async () => {
    const column = sql.identifier(tenantColumnOf(table) ?? '');
    const give = sql`update ${tableSql(table)} set ${column} = ${a.tenantId}`;
    expect(await codeOf(withTenant(db, b.tenantId, (tx) => tx.execute(give)))).toBe(notAllowed);
  });
});

const referring = perTable.filter(([, { foreignKeys }]) =>
  foreignKeys.some(({ columns }) => columns.length > 1),
);

it.each(referring)('%s cannot refer to another tenant’s rows', async (_, table) => {
  const insert = insertStatement(table.name, makeRow(table, b.tenantId, a.rows));
  expect(await codeOf(withTenant(db, b.tenantId, (tx) => tx.execute(insert)))).toBe(noSuchParent);
});

describe.each(perTable)('%s without a tenant', (_, table) => {
  const count = sql`select count(*)::int as n from ${tableSql(table)}`;

  it('is empty, in the app’s role', async () => {
    const { rows } = await db.transaction(async (tx) => {
      await tx.execute(sql`set local role parley_app`);
      return tx.execute(count);
    });
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('is empty, in the role of the login', async () => {
    expect((await db.execute(count)).rows).toEqual([{ n: 0 }]);
  });
});
