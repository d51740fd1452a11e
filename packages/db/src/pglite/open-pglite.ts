import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { DatabaseHandle } from '../database.ts';
import { lockDataDirectory } from './data-lock.ts';
import { assertDataVersion } from './data-version.ts';
import { pgliteExtensions } from './pglite-extensions.ts';
import { pgliteHandle } from './pglite-handle.ts';

/** Opens the database in `dataDir`/data, which belongs to this process until it is closed. */
export async function openPglite(dataDir: string): Promise<DatabaseHandle> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDirectory(join(dataDir, 'data.lock'));
  try {
    const directory = join(dataDir, 'data');
    assertDataVersion(directory);
    const client = await PGlite.create(directory, { extensions: pgliteExtensions });
    const handle = await pgliteHandle(client).catch(async (error) => {
      await client.close();
      throw error;
    });
    return {
      ...handle,
      close: async () => {
        await handle.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
