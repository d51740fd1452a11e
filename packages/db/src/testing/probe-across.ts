import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { sqlStateOf } from '../sql-state-of.ts';
import type { CatalogueTable } from './catalogue.ts';

export const rolesAcross = ['parley_system', 'parley_identity', 'parley_search', 'parley_gate'] as const;

/**
 * What a role that works across tenants finds in a table in which each of two tenants has rows.
 * @returns what is wrong; nothing when it finds both where it is granted to look, and nothing elsewhere.
 */
export async function probeAcross(
  db: Database,
  { name, grants }: CatalogueTable,
  role: (typeof rolesAcross)[number],
): Promise<string | undefined> {
  const granted = grants.some((grant) => grant.startsWith(`${role} SELECT`));
  let found: number | undefined;
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('role', ${role}, true), set_config('app.tenant_id', '', true)`);
      const { rows } = await tx.execute<{ n: number }>(
        sql`select count(*)::int as n from ${sql.identifier(name)}`,
      );
      found = rows[0]?.n;
      tx.rollback();
    });
  } catch (error) {
    if (found === undefined && sqlStateOf(error) !== '42501') throw error;
  }
  if (granted) return (found ?? 0) >= 2 ? undefined : `${role} finds ${found ?? 'no right to look'}`;
  return found === undefined ? undefined : `${role} finds ${found}`;
}
