import { sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import type { Database, DatabaseHandle } from './index.ts';
import { type CatalogueTable, readCatalogue, readTable } from './testing/catalogue.ts';
import { expectedGrants } from './testing/expected-grants.ts';
import { fillTables } from './testing/fill-tables.ts';
import { openTestPglite } from './testing/open-test-database.ts';
import { type Mutant, policyMutants } from './testing/policy-mutants.ts';
import { commands, probe, whoses } from './testing/probe.ts';
import { probeAcross, rolesAcross } from './testing/probe-across.ts';
import { reportIsolation } from './testing/report-isolation.ts';
import { tableFaults } from './testing/table-faults.ts';

// Also where the rest runs on a server: only here the schema may be changed by anybody.
const handle: DatabaseHandle = await openTestPglite();
const catalogue = await readCatalogue(handle.db);
const own = await fillTables(handle.db, catalogue);
const other = await fillTables(handle.db, catalogue);
const killed: Record<string, number> = { policy: 0, table: 0, grant: 0 };
afterAll(() => {
  const made = (kind: string) => mutants.filter((mutant) => mutant.kind === kind).length;
  reportIsolation(
    'database-mutants',
    Object.fromEntries(
      Object.entries(killed).flatMap(([kind, n]) => [
        [`${kind}_mutants`, made(kind)],
        [`${kind}_mutants_killed`, n],
      ]),
    ),
  );
  return handle.close();
});

const inCatalogue = (tables: CatalogueTable[], name: string) =>
  tables.find((table) => table.name === name) as CatalogueTable;

/** What the suite says of a table's rows, see tenancy.test.ts. @returns its first complaint. */
async function matrixSays(db: Database, name: string): Promise<string | undefined> {
  const table = inCatalogue(catalogue, name);
  for (const command of commands) {
    for (const whose of whoses) {
      const fault = await probe(db, { table, command, whose }, { own, other, catalogue, tables: [table] });
      if (fault) return fault;
    }
  }
  for (const role of rolesAcross) {
    const fault = await probeAcross(db, table, role);
    if (fault) return fault;
  }
  return undefined;
}

/** What the suite says of a table's definition, there and in grants.test.ts. */
async function catalogueSays(db: Database, name: string): Promise<string | undefined> {
  const table = (await readTable(db, name)) as CatalogueTable;
  const now = catalogue.map((one) => (one.name === name ? table : one));
  const [fault] = tableFaults(table, now);
  if (fault) return fault;
  return table.grants.toSorted().join() === expectedGrants(table).join() ? undefined : 'other grants';
}

async function mutated<T>({ statements }: Pick<Mutant, 'statements'>, work: (db: Database) => Promise<T>) {
  let result: { value: T } | undefined;
  await handle.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      for (const statement of statements) await tx.execute(sql.raw(statement));
      result = { value: await work(tx as unknown as Database) };
      tx.rollback();
    })
    .catch((error) => {
      if (!result) throw error;
    });
  return result?.value;
}

it.each(catalogue.map(({ name }) => name))('nothing is said of %s as it is', async (name) => {
  expect(await matrixSays(handle.db, name)).toBeUndefined();
  expect(await catalogueSays(handle.db, name)).toBeUndefined();
});

const mutants = policyMutants(catalogue);

it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  'it is noticed when %s',
  async (_, mutant) => {
    // What a policy says is not only read but tried; but for whom it is shows in the catalogue alone.
    const says =
      mutant.kind === 'policy' && !mutant.statements[0]?.endsWith(' to public') ? matrixSays : catalogueSays;
    expect(await mutated(mutant, (db) => says(db, mutant.table))).toBeDefined();
    killed[mutant.kind] = (killed[mutant.kind] ?? 0) + 1;
  },
);
