import type { RefreshTokenId, Role, TenantId, UserId } from '@parley/contracts';
import { type Database, memberships, refreshTokens, tenants, withTenant } from '@parley/db';
import { and, eq, exists, isNull } from 'drizzle-orm';
import type { Actor } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { requireAllowedAddress } from '../tenants/is-allowed-address.ts';

/** What an access token says. */
export interface UserClaims {
  tenantId: TenantId;
  userId: UserId;
  role: Role;
  familyId: RefreshTokenId;
}

interface AuthenticateUser {
  db: Database;
  claims: UserClaims;
  /** Where the request comes from. */
  address: string;
}

/**
 * Asks the database whether what a token says still holds: logging out, a changed password and the end of a
 * membership take effect with the next request. After a change of role a refresh gets a token that says the new one.
 * @throws DomainError `UNAUTHENTICATED`, `ADDRESS_NOT_ALLOWED`
 */
export async function authenticateUser({ db, claims, address }: AuthenticateUser): Promise<Actor> {
  const { tenantId, userId, role, familyId } = claims;
  const allowed = await withTenant(db, tenantId, async (tx) => {
    const family = tx
      .select({ id: refreshTokens.id })
      .from(refreshTokens)
      .where(
        and(
          eq(refreshTokens.familyId, familyId),
          eq(refreshTokens.tenantId, tenantId),
          eq(refreshTokens.userId, userId),
          isNull(refreshTokens.revokedAt),
        ),
      );
    const own = [eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)];
    const found = await tx
      .select({ addresses: tenants.allowedAddresses })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(and(...own, eq(memberships.role, role), exists(family)));
    return found[0]?.addresses;
  });
  if (!allowed)
    throw new DomainError('UNAUTHENTICATED', 'This access token is not valid any more. Log in again.');
  requireAllowedAddress(address, allowed);
  return { type: 'user', tenantId, userId, role, familyId };
}
