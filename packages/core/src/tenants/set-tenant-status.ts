import type { Tenant, TenantStatus } from '@parley/contracts';
import { tenants, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { lockTenant, nextRevision, toTenant } from './tenant-row.ts';

interface SetTenantStatus {
  ctx: ServiceContext;
  /** `suspended`: new sessions are refused; those under way go on, and everything can be read and changed. */
  status: TenantStatus;
}

/** Suspends the account, or resumes it. To what it is already: nothing happens. */
export async function setTenantStatus({
  ctx,
  status,
}: SetTenantStatus): Promise<{ tenant: Tenant; revision: number }> {
  requireScope(ctx, 'tenant:own');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockTenant(tx);
    if (before.status === status) return { tenant: toTenant(before), revision: before.revision };
    const [row] = await tx
      .update(tenants)
      .set({ status, ...nextRevision(before, ctx) })
      .where(eq(tenants.id, before.id))
      .returning();
    if (!row) throw new Error('the tenant was not written');
    await appendAudit(tx, ctx, {
      action: status === 'suspended' ? 'tenant.suspend' : 'tenant.resume',
      target: { type: 'tenant', id: before.id },
      before: { status: before.status },
      after: { status },
    });
    return { tenant: toTenant(row), revision: row.revision };
  });
}
