import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

interface Policy {
  name: string;
  roles: string[];
  command: string;
  using: string | null;
  check: string | null;
}

/** A table of the schema as the database itself describes it. */
export interface CatalogueTable {
  name: string;
  owner: string;
  forced: boolean;
  /** `made` is the expression of a column that the database fills in. */
  columns: { name: string; type: string; written: boolean; required: boolean; made: string | null }[];
  policies: Policy[];
  /** What roles besides its owner may do, as `parley_app SELECT` or `parley_app SELECT (id)`, sorted. */
  grants: string[];
  /** For each index its columns, in order; an expression is empty. */
  indexes: string[][];
  foreignKeys: { columns: string[]; to: string; toColumns: string[] }[];
  /** Column → the values its check constraint allows. */
  allowed: Record<string, string[]>;
}

/** Every table of Parley, those that others refer to first. */
export const readCatalogue = async (db: Pick<Database, 'execute'>): Promise<CatalogueTable[]> =>
  parentsFirst(await describeTables(db));

/** One of them, which takes a small part of the time. */
export const readTable = async (db: Database, name: string): Promise<CatalogueTable | undefined> =>
  (await describeTables(db, name))[0];

async function describeTables(db: Pick<Database, 'execute'>, only?: string): Promise<CatalogueTable[]> {
  const { rows } = await db.execute<CatalogueTable & { checks: string[] } & Record<string, unknown>>(sql`
    select c.relname as name, c.relowner::regrole::text as owner, c.relforcerowsecurity and c.relrowsecurity as forced,
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null),
          'written', attgenerated = '' and attidentity = '',
          'required', attnotnull and not atthasdef,
          'made', (select pg_get_expr(adbin, adrelid) from pg_attrdef
            where attgenerated <> '' and adrelid = attrelid and adnum = attnum)) order by attnum)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      coalesce((select json_agg(json_build_object('name', policyname, 'roles', roles, 'command', cmd,
          'using', qual, 'check', with_check))
        from pg_policies where schemaname = 'public' and tablename = c.relname), '[]') as policies,
      array(select coalesce(grantee::text, 'public') || ' ' || privilege_type || of_column from (
          select nullif(grantee, 0)::regrole as grantee, privilege_type, '' as of_column from aclexplode(c.relacl)
          union all select nullif(grantee, 0)::regrole, privilege_type, ' (' || attname || ')'
            from pg_attribute, aclexplode(attacl) where attrelid = c.oid) as granted
        where grantee is distinct from c.relowner::regrole order by 1) as grants,
      coalesce((select json_agg(array(
          select coalesce(a.attname, '') from unnest(i.indkey) with ordinality as k(attnum, n)
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.n))
        from pg_index i where i.indrelid = c.oid), '[]') as indexes,
      coalesce((select json_agg(json_build_object(
          'columns', array(select attname from unnest(f.conkey) with ordinality as k(attnum, n)
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum order by k.n),
          'to', f.confrelid::regclass::text,
          'toColumns', array(select attname from unnest(f.confkey) with ordinality as k(attnum, n)
            join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum order by k.n)))
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as "foreignKeys",
      array(select pg_get_constraintdef(oid) from pg_constraint
        where conrelid = c.oid and contype = 'c') as checks
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and ${only === undefined ? sql`true` : sql`c.relname = ${only}`}
  `);
  return rows.map(({ checks, ...table }) => ({ ...table, allowed: allowedValues(checks) }));
}

/** From `CHECK ((role = ANY (ARRAY['owner'::text, …])))`. */
function allowedValues(checks: string[]): Record<string, string[]> {
  return Object.fromEntries(
    checks.flatMap((check) => {
      const [, column, values] = /\((\w+) = ANY \(ARRAY\[(.*?)\]/.exec(check) ?? [];
      if (!column || !values) return [];
      return [[column, [...values.matchAll(/'(\w+)'/g)].map(([, value]) => value ?? '')]];
    }),
  );
}

function parentsFirst(tables: CatalogueTable[]): CatalogueTable[] {
  const sorted: CatalogueTable[] = [];
  while (sorted.length < tables.length) {
    const placed = new Set(sorted.map(({ name }) => name));
    const next = tables.find(
      ({ name, foreignKeys }) => !placed.has(name) && foreignKeys.every(({ to }) => placed.has(to)),
    );
    if (!next) throw new Error('tables refer to each other in a circle');
    sorted.push(next);
  }
  return sorted;
}

export const tenantColumnOf = (table: CatalogueTable): 'id' | 'tenant_id' | undefined =>
  table.name === 'tenants'
    ? 'id'
    : table.columns.some(({ name }) => name === 'tenant_id')
      ? 'tenant_id'
      : undefined;
