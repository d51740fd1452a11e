import type { Role, TenantId, UserId } from '@parley/contracts';
import { refreshTokens, type TenantTx, withIdentity } from '@parley/db';
import { eq } from 'drizzle-orm';
import { DomainError } from '../domain-error.ts';
import type { AccountContext } from './account-context.ts';
import { auditPerson } from './audit-person.ts';
import { addToFamily, endFamily, type FamilyToken } from './families.ts';
import { lockUser } from './lock-user.ts';
import { membershipsOf } from './memberships-of.ts';
import { hashOpaqueToken } from './opaque-token.ts';

interface Refresh {
  ctx: AccountContext;
  input: { refreshToken: string };
}

export interface Refreshed extends FamilyToken {
  userId: UserId;
  tenantId: TenantId;
  role: Role;
}

/**
 * Uses a refresh token up and makes the family's next. One that has been used before was copied: it ends the family.
 * @throws DomainError `UNAUTHENTICATED`, the same for an unknown, a used, an expired and a revoked token.
 */
export async function refresh({ ctx, input }: Refresh): Promise<Refreshed> {
  const hash = hashOpaqueToken(input.refreshToken);
  // What a replay ends must stay ended, so the refusal is thrown when the transaction is over.
  const refreshed = await withIdentity(ctx.db, (tx) => rotate(tx, ctx, hash));
  if (!refreshed) {
    throw new DomainError('UNAUTHENTICATED', 'This refresh token is not valid any more. Log in again.');
  }
  return refreshed;
}

async function rotate(tx: TenantTx, ctx: AccountContext, hash: string): Promise<Refreshed | undefined> {
  const ownToken = () => tx.select().from(refreshTokens).where(eq(refreshTokens.hash, hash));
  const [seen] = await ownToken();
  if (!seen) return undefined;
  await lockUser(tx, seen.userId);
  const [token] = await ownToken();
  const now = ctx.now();
  if (!token || token.revokedAt) return undefined;
  const { tenantId, userId, familyId } = token;
  if (token.usedAt) {
    await endFamily(tx, familyId, now);
    const event = { userId, action: 'auth.refresh_reused', after: { family: familyId } };
    await auditPerson(tx, ctx, { tenantIds: [tenantId], event: { ...event, actor: { type: 'anonymous' } } });
    return undefined;
  }
  if (token.expiresAt <= now) return undefined;
  const membership = (await membershipsOf(tx, userId)).find((one) => one.tenant_id === tenantId);
  if (!membership) return undefined;
  await tx.update(refreshTokens).set({ usedAt: now }).where(eq(refreshTokens.id, token.id));
  const next = await addToFamily(tx, { tenantId, userId, familyId, now });
  return { ...next, userId, tenantId, role: membership.role };
}
