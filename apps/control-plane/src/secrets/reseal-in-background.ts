import { resealSecrets } from '@parley/core';
import type { Dependencies } from '../dependencies.ts';

/** After a new master key was given: both versions serve until this is done, and the old one is needed no more. */
export async function resealInBackground({
  database,
  vault,
  log,
}: Pick<Dependencies, 'database' | 'vault' | 'log'>): Promise<void> {
  try {
    const { resealed, unreadable } = await resealSecrets({ db: database.db, vault });
    if (resealed > 0) log.info({ resealed, keyVersion: vault.version }, 'secrets sealed with the new key');
    if (unreadable.length > 0) {
      log.error(
        { secrets: unreadable },
        'secrets that no key of PARLEY_MASTER_KEYS opens: set them anew, or rotate them',
      );
    }
  } catch (error) {
    log.error({ err: error }, 'secrets not sealed anew; the next start tries again');
  }
}
