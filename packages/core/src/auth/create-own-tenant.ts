import { createTenantBodySchema, newId, type Tenant } from '@parley/contracts';
import { asTenant, memberships, tenants, withIdentity } from '@parley/db';
import type { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { fetchTenant, toTenant } from '../tenants/tenant-row.ts';
import { contextIn } from './account-context.ts';
import { lockUser } from './lock-user.ts';
import { requirePerson } from './require-person.ts';

interface CreateOwnTenant {
  ctx: ServiceContext;
  input: z.input<typeof createTenantBodySchema>;
}

/** One more tenant, of which the person is the owner. To work in it, the person logs in to it. */
export async function createOwnTenant({ ctx, input }: CreateOwnTenant): Promise<Tenant> {
  const { userId } = requirePerson(ctx);
  const { name } = parseInput(createTenantBodySchema, storableJson(input));
  const now = ctx.now();
  const tenantId = newId('tenant', now.getTime());
  return withIdentity(ctx.db, async (tx) => {
    await lockUser(tx, userId);
    return asTenant(tx, tenantId, async (own) => {
      await own.insert(tenants).values({ id: tenantId, name, createdAt: now, updatedAt: now });
      await own.insert(memberships).values({ tenantId, userId, role: 'owner', createdAt: now });
      const tenant = toTenant(await fetchTenant(own));
      await appendAudit(own, contextIn(ctx, tenantId), {
        action: 'tenant.create',
        actor: { type: 'user', id: userId },
        target: { type: 'tenant', id: tenantId },
        after: { name, owner: userId },
      });
      return tenant;
    });
  });
}
