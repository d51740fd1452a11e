import type { OwnMembership, UserId } from '@parley/contracts';
import { memberships, type TenantTx, tenants } from '@parley/db';
import { asc, eq } from 'drizzle-orm';

/** Every tenant that a person is of, the first joined first. For an identity's transaction. */
export const membershipsOf = (tx: TenantTx, userId: UserId): Promise<OwnMembership[]> =>
  tx
    .select({ tenant_id: memberships.tenantId, tenant_name: tenants.name, role: memberships.role })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(memberships.tenantId));
