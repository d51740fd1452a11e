import type { Tenant } from '@parley/contracts';
import { type TenantTx, tenants } from '@parley/db';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';

export type TenantRow = typeof tenants.$inferSelect;

export const toTenant = (row: TenantRow): Tenant => ({
  tenant_id: row.id,
  name: row.name,
  status: row.status,
  settings: row.settings,
  quotas: row.quotas,
  allowed_addresses: row.allowedAddresses,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** What is changed by PUT, as it stands in the audit log. */
export const auditFieldsOf = ({ name, settings, quotas, allowedAddresses }: TenantRow) => ({
  name,
  settings,
  quotas,
  allowed_addresses: allowedAddresses,
});

export async function fetchTenant(tx: TenantTx): Promise<TenantRow> {
  const [row] = await tx.select().from(tenants);
  if (!row) throw notFound('tenant');
  return row;
}

/**
 * Holds the tenant until the transaction ends: its settings, how many calls it has, who its owners are. Rows that
 * refer to the tenant may be written meanwhile. To be taken before any lock but a person's (`lockUser`).
 */
export async function lockTenant(tx: TenantTx): Promise<TenantRow> {
  const [row] = await tx.select().from(tenants).for('no key update');
  if (!row) throw notFound('tenant');
  return row;
}

/** Fields to be written with every change of a locked tenant. */
export const nextRevision = (row: TenantRow, ctx: Pick<ServiceContext, 'now'>) => ({
  revision: row.revision + 1,
  updatedAt: ctx.now(),
});
