import {
  type AcceptedInvitation,
  type AcceptInvitationBody,
  acceptInvitationBodySchema,
  type TenantId,
  type UserId,
} from '@parley/contracts';
import { asTenant, invitations, memberships, type TenantTx, withIdentity, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import { type AccountContext, contextIn } from '../auth/account-context.ts';
import { hashOpaqueToken } from '../auth/opaque-token.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { fetchTenant } from '../tenants/tenant-row.ts';
import { tenantOfInvitation } from './invitation-token.ts';
import { identifyInvited, lockInvited } from './invited-person.ts';
import { deadLink, lockUsableInvitation } from './lock-usable-invitation.ts';

interface AcceptInvitation {
  ctx: AccountContext;
  input: AcceptInvitationBody;
}

/**
 * Makes whoever has the link a member, once. An account is confirmed by its password; without one, it is made.
 * @throws DomainError `VALIDATION_FAILED`, the same for every link that does not work; `INVALID_CREDENTIALS`,
 * `CONFLICT`
 */
export async function acceptInvitation({ ctx, input }: AcceptInvitation): Promise<AcceptedInvitation> {
  const { token, password, name } = parseInput(acceptInvitationBodySchema, input);
  const tenantId = tenantOfInvitation(token);
  if (!tenantId) throw deadLink();
  const hash = hashOpaqueToken(token);
  const { email } = await withTenant(ctx.db, tenantId, (tx) => lockUsableInvitation(tx, hash, ctx.now()));
  // Between two transactions, for hashing a password takes a while.
  const person = await identifyInvited(ctx.db, { email, name, password });
  return withIdentity(ctx.db, async (tx) => {
    const userId = await lockInvited(tx, person, ctx.now());
    return asTenant(tx, tenantId, (own) => join(own, ctx, { tenantId, userId, hash }));
  });
}

interface Joining {
  tenantId: TenantId;
  userId: UserId;
  hash: string;
}

async function join(
  tx: TenantTx,
  ctx: AccountContext,
  { tenantId, userId, hash }: Joining,
): Promise<AcceptedInvitation> {
  const now = ctx.now();
  const { id, email, role } = await lockUsableInvitation(tx, hash, now);
  const { name } = await fetchTenant(tx);
  const made = await tx
    .insert(memberships)
    .values({ tenantId, userId, role, createdAt: now })
    .onConflictDoNothing()
    .returning({ role: memberships.role });
  if (made.length === 0) throw new DomainError('CONFLICT', 'You are a member already.');
  await tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, id));
  await appendAudit(tx, contextIn(ctx, tenantId), {
    action: 'invitation.accept',
    actor: { type: 'user', id: userId },
    target: { type: 'invitation', id },
    after: { email, role, user_id: userId },
  });
  return { tenant_id: tenantId, tenant_name: name, user_id: userId, role };
}
