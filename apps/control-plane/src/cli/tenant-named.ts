import { type TenantId, tenantIdSchema } from '@parley/contracts';
import { listTenantIds } from '@parley/core';
import type { Database } from '@parley/db';
import { UsageError } from './command.ts';

/** @throws UsageError when there is none with this id. */
export async function tenantNamed(db: Database, wanted: string): Promise<TenantId> {
  const tenantId = tenantIdSchema.safeParse(wanted).data;
  const all = await listTenantIds({ db });
  if (!tenantId || !all.includes(tenantId)) throw new UsageError(`There is no tenant ${wanted}.`);
  return tenantId;
}
