import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { sqlStateOf } from '../sql-state-of.ts';
import { type CatalogueTable, tenantColumnOf } from './catalogue.ts';
import { type fillTables, insertStatement, makeRow } from './fill-tables.ts';

export type Filled = Awaited<ReturnType<typeof fillTables>>;
export const commands = ['select', 'insert', 'update', 'delete'] as const;
/** Whose rows: one's own, another tenant's, or a tenant's by somebody who has named none. */
export const whoses = ['own', 'other', 'none'] as const;

export interface Cell {
  table: CatalogueTable;
  command: (typeof commands)[number];
  whose: (typeof whoses)[number];
}

interface Surroundings {
  own: Filled;
  other: Filled;
  catalogue: CatalogueTable[];
  /** Whose rows are compared: all, or fewer where time is short. */
  tables?: CatalogueTable[];
}

/**
 * Tries one cell of the matrix as the app, and undoes it.
 * @returns what is wrong; nothing when own rows are served as granted, and others' neither seen nor changed.
 */
export async function probe(
  db: Database,
  cell: Cell,
  { own, other, catalogue, tables = catalogue }: Surroundings,
): Promise<string | undefined> {
  const { table, command, whose } = cell;
  const granted = table.grants.some((grant) => grant.startsWith(`parley_app ${command.toUpperCase()}`));
  const expected = whose !== 'own' ? ['nothing', 'denied'] : granted ? ['served'] : ['denied'];
  const target = whose === 'own' ? own : other;
  for (const statement of statementsOf(cell, own, target)) {
    const outcome = await undone(db, async (tx) => {
      const before = whose === 'own' ? undefined : await rowsOf(tx, target, tables);
      await actAs(tx, whose === 'none' ? '' : own.tenantId);
      if (command === 'delete') await makeRoom(tx, table, catalogue);
      const { rows } = await tx.execute(statement);
      if (whose === 'own' || command === 'select') return rows.length > 0 ? 'served' : 'nothing';
      return (await rowsOf(tx, target, tables)) === before ? 'nothing' : 'served';
    });
    if (!expected.includes(outcome)) return `${command} of ${whose}: ${outcome}`;
  }
  return undefined;
}

function statementsOf({ table, command, whose }: Cell, own: Filled, target: Filled): SQL[] {
  const name = sql.identifier(table.name);
  const tenantColumn = tenantColumnOf(table);
  const column = sql.identifier(tenantColumn ?? 'id');
  const idOf = (filled: Filled) => (tenantColumn ? filled.tenantId : String(filled.rows[table.name]?.id));
  if (command === 'insert') {
    const insert = insertStatement(table.name, makeRow(table, target.tenantId, target.rows));
    return [whose === 'own' ? sql`${insert} returning 1` : insert];
  }
  if (whose === 'own') {
    if (command === 'select') return [sql`select 1 from ${name} where ${column} = ${idOf(own)}`];
    if (command === 'update') return [sql`update ${name} set ${column} = ${column} returning 1`];
    return [sql`delete from ${name} returning 1`];
  }
  // Another's row is any that is not one's own; for who has named no tenant, any at all.
  if (command === 'select') {
    return [
      sql`select 1 from ${name} where ${whose === 'none' ? sql`true` : sql`${column} <> ${idOf(own)}`}`,
    ];
  }
  // Without a condition, for a condition would bring in the policy for reading: to take theirs, to give them ours.
  if (command === 'update') {
    return [own, target].map((filled) => sql`update ${name} set ${column} = ${idOf(filled)}`);
  }
  return [sql`delete from ${name}`];
}

/** Takes away what may refer to one's own rows, which would keep them from being deleted. Parents come first. */
async function makeRoom(tx: Transaction, table: CatalogueTable, catalogue: CatalogueTable[]) {
  const later = catalogue.slice(catalogue.findIndex(({ name }) => name === table.name) + 1);
  for (const { name, grants } of later.reverse()) {
    if (grants.includes('parley_app DELETE')) await tx.execute(sql`delete from ${sql.identifier(name)}`);
  }
}

/** Everything that the tenant has in the tables. */
async function rowsOf(tx: Transaction, { tenantId }: Filled, tables: CatalogueTable[]): Promise<string> {
  await actAs(tx, tenantId);
  const all = tables
    .filter(tenantColumnOf)
    .map(({ name }) => sql`select ${name}, to_jsonb(t)::text as row from ${sql.identifier(name)} as t`);
  if (all.length === 0) return '';
  const { rows } = await tx.execute(sql`${sql.join(all, sql` union all `)} order by 1, 2`);
  return JSON.stringify(rows);
}

const actAs = (tx: Transaction, tenantId: string) =>
  tx.execute(
    sql`select set_config('role', 'parley_app', true), set_config('app.tenant_id', ${tenantId}, true)`,
  );

/** @returns what the work found, or why the database refused it. A row that is taken has passed the policies. */
async function undone(db: Database, work: (tx: Transaction) => Promise<string>): Promise<string> {
  let found: string | undefined;
  try {
    await db.transaction(async (tx) => {
      found = await work(tx);
      tx.rollback();
    });
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === '42501') return 'denied';
    if (state === '23505') return 'served';
    if (found === undefined) return state ? `error ${state}` : String(error);
  }
  return found ?? '';
}
