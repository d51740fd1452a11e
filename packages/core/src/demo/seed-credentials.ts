import { keyScopes, newId, type TenantId } from '@parley/contracts';
import { apiKeys, type Database, memberships, users, withIdentity, withTenant } from '@parley/db';
import { and, eq, ne, sql } from 'drizzle-orm';
import { hashApiKey, tenantOfApiKey } from '../auth/api-key.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { invalidField } from '../domain-error.ts';

const demoKeyName = 'Demo';

interface SeedApiKey {
  db: Database;
  tenantId: TenantId;
  key: string;
}

/** The tenant's one demo key; an earlier one no longer works. */
export async function seedApiKey({ db, tenantId, key }: SeedApiKey): Promise<void> {
  if (tenantOfApiKey(key) !== tenantId) {
    throw invalidField('api_key', 'This is not a demo key: remove .parley/demo.json, and a new one is made.');
  }
  const hash = hashApiKey(key);
  await withTenant(db, tenantId, async (tx) => {
    await tx.delete(apiKeys).where(and(eq(apiKeys.name, demoKeyName), ne(apiKeys.hash, hash)));
    await tx
      .insert(apiKeys)
      .values({
        id: newId('apiKey'),
        tenantId,
        name: demoKeyName,
        hash,
        hint: key.slice(-4),
        scopes: keyScopes,
      })
      .onConflictDoUpdate({ target: apiKeys.hash, set: { scopes: keyScopes } });
  });
}

interface SeedUser {
  db: Database;
  tenantId: TenantId;
  email: string;
  password: string;
}

/** The tenant's owner, with the given password. */
export async function seedUser({ db, tenantId, email, password }: SeedUser): Promise<void> {
  const userId = await withIdentity(db, async (tx) => {
    const [found] = await tx.select().from(users).where(sql`lower(${users.email}) = lower(${email})`);
    if (found && (await verifyPassword(found.passwordHash, password))) return found.id;
    const passwordHash = await hashPassword(password);
    if (found) {
      await tx.update(users).set({ passwordHash }).where(eq(users.id, found.id));
      return found.id;
    }
    const id = newId('user');
    await tx.insert(users).values({ id, email, passwordHash });
    return id;
  });
  await withTenant(db, tenantId, (tx) =>
    tx.insert(memberships).values({ tenantId, userId, role: 'owner' }).onConflictDoNothing(),
  );
}
