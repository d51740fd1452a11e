import { newId, type RefreshTokenId, type Role, type TenantId, type UserId } from '@parley/contracts';
import { type Database, memberships, refreshTokens, users, withIdentity, withTenant } from '@parley/db';

interface SeedLogIn {
  tenantId: TenantId;
  role: Role;
}

/** A member of the tenant who is logged in, for tests that are not about logging in. */
export async function seedLogIn(
  db: Database,
  { tenantId, role }: SeedLogIn,
): Promise<{ userId: UserId; familyId: RefreshTokenId }> {
  const userId = newId('user');
  const familyId = newId('refreshToken');
  const expiresAt = new Date(Date.UTC(2100, 0, 1));
  await withIdentity(db, (tx) =>
    tx.insert(users).values({ id: userId, email: `${userId}@example.test`, passwordHash: 'none' }),
  );
  await withTenant(db, tenantId, async (tx) => {
    await tx.insert(memberships).values({ tenantId, userId, role });
    await tx
      .insert(refreshTokens)
      .values({ id: familyId, familyId, tenantId, userId, hash: familyId, expiresAt });
  });
  return { userId, familyId };
}
