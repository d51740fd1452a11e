import { newId, type RefreshTokenId, type TenantId, type UserId } from '@parley/contracts';
import { refreshTokens, type TenantTx } from '@parley/db';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { hashOpaqueToken, newOpaqueToken } from './opaque-token.ts';

export const refreshTokenTtlSeconds = 30 * 24 * 3600;

interface AddToFamily {
  tenantId: TenantId;
  userId: UserId;
  now: Date;
  /** Left out: a new family. */
  familyId?: RefreshTokenId;
}

export interface FamilyToken {
  familyId: RefreshTokenId;
  refreshToken: string;
}

/** Makes a family's next token, or the first of a new one. The person must be locked (`lockUser`). */
export async function addToFamily(tx: TenantTx, input: AddToFamily): Promise<FamilyToken> {
  const { tenantId, userId, now } = input;
  const id = newId('refreshToken', now.getTime());
  const familyId = input.familyId ?? id;
  const refreshToken = newOpaqueToken();
  const expiresAt = new Date(now.getTime() + refreshTokenTtlSeconds * 1000);
  const hash = hashOpaqueToken(refreshToken);
  await tx.insert(refreshTokens).values({ id, tenantId, userId, familyId, hash, createdAt: now, expiresAt });
  return { familyId, refreshToken };
}

/** Ends a log-in: none of its refresh tokens, and no access token, is taken any more. */
export async function endFamily(tx: TenantTx, familyId: RefreshTokenId, now: Date): Promise<void> {
  await tx
    .update(refreshTokens)
    .set({ revokedAt: now })
    .where(and(eq(refreshTokens.familyId, familyId), isNull(refreshTokens.revokedAt)));
}

/** Ends all of a person's log-ins, in every tenant, but the one that is to be kept. */
export async function endFamilies(
  tx: TenantTx,
  { userId, now, except }: { userId: UserId; now: Date; except?: RefreshTokenId | undefined },
): Promise<void> {
  const others = except ? ne(refreshTokens.familyId, except) : undefined;
  await tx
    .update(refreshTokens)
    .set({ revokedAt: now })
    .where(and(eq(refreshTokens.userId, userId), isNull(refreshTokens.revokedAt), others));
}
