import { type Database, tenantSecrets, tenants, withSystem, withTenant } from '@parley/db';
import { eq, ne } from 'drizzle-orm';
import type { Vault } from './vault.ts';

interface ResealSecrets {
  db: Database;
  vault: Vault;
}

/**
 * Seals anew, with the newest master key, what older ones sealed; each tenant in a transaction of its own.
 * May run while secrets are read and written, and any number of times.
 * @returns how many were sealed anew.
 */
export async function resealSecrets({ db, vault }: ResealSecrets): Promise<number> {
  const ids = await withSystem(db, (tx) => tx.select({ id: tenants.id }).from(tenants));
  let resealed = 0;
  for (const { id: tenantId } of ids) {
    resealed += await withTenant(db, tenantId, async (tx) => {
      const old = await tx
        .select()
        .from(tenantSecrets)
        .where(ne(tenantSecrets.keyVersion, vault.version))
        .for('update');
      for (const row of old) {
        const place = { tenantId, id: row.id };
        await tx
          .update(tenantSecrets)
          .set(vault.seal(vault.open(row, place), place))
          .where(eq(tenantSecrets.id, row.id));
      }
      return old.length;
    });
  }
  return resealed;
}
