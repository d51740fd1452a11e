import type { TenantId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { withTenant } from '../with-role.ts';
import { type CatalogueTable, tenantColumnOf } from './catalogue.ts';

/** Everything that a tenant has, table by table: to compare before and after. */
export const readTenant = (
  db: Database,
  tables: CatalogueTable[],
  tenantId: TenantId,
): Promise<Record<string, string[]>> =>
  withTenant(db, tenantId, async (tx) => {
    const contents: Record<string, string[]> = {};
    for (const table of tables.filter(tenantColumnOf)) {
      const { rows } = await tx.execute(sql`select * from ${sql.identifier(table.name)}`);
      // Which rows come first is for the database to choose.
      contents[table.name] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return contents;
  });
