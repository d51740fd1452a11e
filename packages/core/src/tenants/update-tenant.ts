import { type Tenant, type TenantBody, tenantBodySchema } from '@parley/contracts';
import { tenants, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { isAllowedAddress } from './is-allowed-address.ts';
import { auditFieldsOf, lockTenant, nextRevision, toTenant } from './tenant-row.ts';

interface UpdateTenant {
  ctx: ServiceContext;
  input: TenantBody;
  /** The revision that the client has seen. */
  ifRevision?: number | undefined;
}

/**
 * Replaces name, settings, quotas and allowed addresses.
 * @throws DomainError `PRECONDITION_FAILED`; `VALIDATION_FAILED` also for addresses that would lock the caller out.
 */
export async function updateTenant({
  ctx,
  input,
  ifRevision,
}: UpdateTenant): Promise<{ tenant: Tenant; revision: number }> {
  requireScope(ctx, 'tenant:write');
  const { allowed_addresses: allowedAddresses, ...parsed } = storableJson(
    parseInput(tenantBodySchema, input),
  );
  requireOwnAddress(ctx, allowedAddresses);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockTenant(tx);
    requireRevision(before.revision, ifRevision);
    const [row] = await tx
      .update(tenants)
      .set({ ...parsed, allowedAddresses, ...nextRevision(before, ctx) })
      .where(eq(tenants.id, before.id))
      .returning();
    if (!row) throw new Error('the tenant was not written');
    await appendAudit(tx, ctx, {
      action: 'tenant.update',
      target: { type: 'tenant', id: before.id },
      before: auditFieldsOf(before),
      after: auditFieldsOf(row),
    });
    return { tenant: toTenant(row), revision: row.revision };
  });
}

function requireOwnAddress({ origin }: ServiceContext, allowed: readonly string[]): void {
  if (!origin || isAllowedAddress(origin.address, allowed)) return;
  throw invalidField(
    'allowed_addresses',
    `allowed_addresses would lock you out: add your own address, ${origin.address}, or a network that it is in`,
  );
}
