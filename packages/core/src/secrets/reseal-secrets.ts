import type { SecretId } from '@parley/contracts';
import { type Database, tenantSecrets, tenants, withSystem, withTenant } from '@parley/db';
import { eq, ne } from 'drizzle-orm';
import { type Sealed, type SealedPlace, type Vault, VaultError } from './vault.ts';

interface ResealSecrets {
  db: Database;
  vault: Vault;
}

/**
 * Seals anew, with the newest master key, what older ones sealed; each tenant in a transaction of its own.
 * May run while secrets are read and written, and any number of times.
 * @returns how many were sealed anew, and the ids of those that no known key opens: they stay as they are.
 */
export async function resealSecrets({
  db,
  vault,
}: ResealSecrets): Promise<{ resealed: number; unreadable: SecretId[] }> {
  const ids = await withSystem(db, (tx) => tx.select({ id: tenants.id }).from(tenants));
  let resealed = 0;
  const unreadable: SecretId[] = [];
  for (const { id: tenantId } of ids) {
    await withTenant(db, tenantId, async (tx) => {
      const old = await tx
        .select()
        .from(tenantSecrets)
        .where(ne(tenantSecrets.keyVersion, vault.version))
        .for('update');
      for (const row of old) {
        const place = { tenantId, id: row.id };
        const sealed = reseal(vault, row, place);
        if (sealed) await tx.update(tenantSecrets).set(sealed).where(eq(tenantSecrets.id, row.id));
        if (sealed) resealed += 1;
        else unreadable.push(row.id);
      }
    });
  }
  return { resealed, unreadable };
}

function reseal(vault: Vault, old: Sealed, place: SealedPlace): Sealed | undefined {
  try {
    return vault.seal(vault.open(old, place), place);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
