import { randomInt, randomUUID } from 'node:crypto';
import { newId, type TenantId } from '@parley/contracts';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { withGate, withIdentity, withTenant } from '../with-role.ts';
import { type CatalogueTable, tenantColumnOf } from './catalogue.ts';
import { idKinds } from './id-kinds.ts';

type Row = Record<string, unknown>;

/** A new tenant with one row in every table, made up from the catalogue alone. */
export async function fillTables(db: Database, tables: CatalogueTable[]) {
  const tenantId = newId('tenant');
  const rows: Record<string, Row> = {};
  for (const table of tables) {
    const row = makeRow(table, tenantId, rows);
    rows[table.name] = row;
    const referred = tables.flatMap(({ foreignKeys }) =>
      foreignKeys.flatMap(({ to, toColumns }) => (to === table.name ? toColumns : [])),
    );
    // What the database fills in by itself, and others refer to, is to be known.
    const own = sql.join(
      [...new Set(referred.length > 0 ? referred : Object.keys(row))].map((name) => sql.identifier(name)),
      sql`, `,
    );
    const insert = sql`${insertStatement(table.name, row)} returning ${own}`;
    const stored = tenantColumnOf(table)
      ? await withTenant(db, tenantId, (tx) => tx.execute<Row>(insert))
      : await keeperOf(table)(db, (tx) => tx.execute<Row>(insert));
    for (const name of referred) row[name] ??= stored.rows[0]?.[name];
  }
  return { tenantId, rows };
}

const keeperOf = ({ name }: CatalogueTable) => (name === 'global_do_not_call' ? withGate : withIdentity);

/** A row that fits the table, belongs to the tenant, and refers to the given rows of other tables. */
export function makeRow(table: CatalogueTable, tenantId: TenantId, parents: Record<string, Row>): Row {
  const row: Row = {};
  for (const { name, type, written, required } of table.columns) {
    if (written && required) row[name] = idOf(table, name) ?? table.allowed[name]?.[0] ?? sampleOf(type);
  }
  // After the rest, for also an optional reference is to be tried.
  for (const { columns, to, toColumns } of table.foreignKeys) {
    for (const [index, column] of columns.entries())
      row[writtenFor(table, column)] = parents[to]?.[toColumns[index] ?? ''];
  }
  const tenantColumn = tenantColumnOf(table);
  if (tenantColumn) row[tenantColumn] = tenantId;
  return row;
}

/** The column itself, or the one that the database makes it of. */
function writtenFor({ columns }: CatalogueTable, column: string): string {
  const made = columns.find(({ name }) => name === column)?.made;
  const source = made && columns.find(({ name, written }) => written && made.includes(name));
  return source ? source.name : column;
}

/** Ids look as they do outside, so that they may be asked for. */
function idOf({ name }: CatalogueTable, column: string): string | undefined {
  const kind = column === 'id' ? idKinds[name] : undefined;
  return kind && newId(kind);
}

function sampleOf(type: string): unknown {
  if (type === 'text') return randomUUID();
  if (type === 'jsonb') return '{}';
  // Not the same twice, for some are unique within their tenant.
  if (type === 'integer' || type === 'bigint') return randomInt(1, 1_000_000_000);
  if (type === 'boolean') return true;
  if (type === 'real[]') return '{1}';
  if (type === 'double precision') return 1;
  if (type.startsWith('timestamp')) return new Date().toISOString();
  throw new Error(`no value for the type ${type}: add one`);
}

export function insertStatement(table: string, row: Row): SQL {
  const columns = Object.keys(row).map((name) => sql.identifier(name));
  const values = Object.values(row).map((value) => sql`${value}`);
  return sql`insert into ${sql.identifier(table)} (${sql.join(columns, sql`, `)}) values (${sql.join(values, sql`, `)})`;
}
