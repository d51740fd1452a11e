import { displayNameSchema, mailAddressSchema, newId, type TenantId } from '@parley/contracts';
import { tenants, withTenant } from '@parley/db';
import { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import { type AccountContext, contextIn } from '../auth/account-context.ts';
import { type CreatedInvitation, createInvitation } from '../invitations/create-invitation.ts';
import { parseInput } from '../parse-input.ts';
import { storableText } from '../storable.ts';

const createTenantSchema = z.object({ name: displayNameSchema, email: mailAddressSchema });

interface CreateTenant {
  ctx: AccountContext;
  input: z.input<typeof createTenantSchema>;
}

/**
 * For operators: a tenant, and the invitation that makes its first owner, with or without an account. People make
 * their own by signing up.
 */
export async function createTenant({
  ctx,
  input,
}: CreateTenant): Promise<CreatedInvitation & { tenantId: TenantId }> {
  const { name, email } = parseInput(createTenantSchema, input);
  const tenantId = newId('tenant', ctx.now().getTime());
  const own = contextIn(ctx, tenantId);
  await withTenant(ctx.db, tenantId, async (tx) => {
    await tx.insert(tenants).values({ id: tenantId, name: storableText(name) });
    await appendAudit(tx, own, {
      action: 'tenant.create',
      target: { type: 'tenant', id: tenantId },
      after: { name },
    });
  });
  const invited = await createInvitation({ ctx: own, input: { email, role: 'owner' } });
  return { ...invited, tenantId };
}
