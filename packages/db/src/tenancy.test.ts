import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseHandle, withTenant } from './index.ts';
import { type CatalogueTable, readCatalogue, tenantColumnOf } from './testing/catalogue.ts';
import { fillTables, insertStatement, makeRow } from './testing/fill-tables.ts';
import { openTestDatabase } from './testing/index.ts';
import { newTables } from './testing/new-tables.ts';
import { commands, probe, whoses } from './testing/probe.ts';
import { probeAcross, rolesAcross } from './testing/probe-across.ts';
import { readDoors } from './testing/read-doors.ts';
import { reportIsolation } from './testing/report-isolation.ts';
import { tableFaults } from './testing/table-faults.ts';

// Names must be known before the tests are collected, so the database is opened here and not in a hook.
const handle: DatabaseHandle = await openTestDatabase();
const { db } = handle;
const catalogue = await readCatalogue(db);
const tenantTables = catalogue.filter(tenantColumnOf);
const perTable = tenantTables.map((table) => [table.name, table] as const);
afterAll(() => {
  reportIsolation('tables', {
    tables: catalogue.length,
    tables_of_tenants: tenantTables.length,
    policies: catalogue.flatMap(({ policies }) => policies).length,
    cells_tried: tried,
  });
  return handle.close();
});

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
const noSuchParent = '23503';

const tableSql = (table: CatalogueTable) => sql.identifier(table.name);

describe('the catalogue', () => {
  it('knows the tables', () => {
    expect(tenantTables.map(({ name }) => name).sort()).toEqual([
      'agent_versions',
      'agents',
      'api_keys',
      'audit_entries',
      'audit_heads',
      'calls',
      'campaign_contacts',
      'campaigns',
      'consents',
      'dial_policies',
      'dials',
      'do_not_call',
      'idempotency_keys',
      'invitations',
      'knowledge_categories',
      'knowledge_category_versions',
      'knowledge_chunks',
      'knowledge_documents',
      'knowledge_embeddings',
      'knowledge_item_versions',
      'knowledge_items',
      'knowledge_words',
      'memberships',
      'outbox',
      'phone_numbers',
      'recordings',
      'refresh_tokens',
      'session_analyses',
      'session_events',
      'sessions',
      'sip_trunks',
      'tenant_secrets',
      'tenants',
      'ticket_comments',
      'ticket_counters',
      'tickets',
      'webhook_deliveries',
      'webhook_endpoints',
    ]);
  });

  it('knows the tables that are of no tenant', () => {
    const others = catalogue.filter((table) => !tenantColumnOf(table)).map(({ name }) => name);
    expect(others.sort()).toEqual(['global_do_not_call', 'password_resets', 'users']);
  });

  it.each(catalogue.map((table) => [table.name, table] as const))('%s keeps tenants apart', (_, table) => {
    expect(tableFaults(table, catalogue)).toEqual([]);
  });

  it.each(newTables)('a new table is refused: %s', async (fault, statements) => {
    const undo = new Error('undo');
    const work = handle.db.transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      for (const statement of statements) await tx.execute(sql.raw(statement));
      const now = await readCatalogue(tx);
      expect(tableFaults(now.find(({ name }) => name === 'news') as CatalogueTable, now)).toContain(fault);
      throw undo;
    });
    await expect(work).rejects.toBe(undo);
  });

  it('leaves no way past the tables', async () => {
    expect(await readDoors(db)).toEqual({
      views: [],
      definers: [
        'global_do_not_call_entry(text) as parley_gate for parley_app',
        'platform_dialing(timestamp with time zone) as parley_gate for parley_app',
        'search_knowledge_chunks(text,text,text,integer) as parley_search for parley_app',
      ],
      roles: [],
    });
  });
});

const cells = catalogue.flatMap((table) =>
  commands.flatMap((command) => whoses.map((whose) => [table.name, command, whose, table] as const)),
);
let tried = 0;
it.each(cells)('%s: %s of %s', async (_, command, whose, table) => {
  expect(await probe(db, { table, command, whose }, { own: b, other: a, catalogue })).toBeUndefined();
  tried += 1;
});

const lookingAcross = catalogue.flatMap((table) =>
  rolesAcross.map((role) => [table.name, role, table] as const),
);
it.each(lookingAcross)('%s: %s finds what it is granted to find', async (_, role, table) => {
  expect(await probeAcross(db, table, role)).toBeUndefined();
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

  it('is empty, in the role of the login', async () => {
    expect((await db.execute(count)).rows).toEqual([{ n: 0 }]);
  });
});
