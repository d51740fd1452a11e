import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { DatabaseHandle } from '../database.ts';
import { DatabaseError } from '../database-error.ts';
import { lockDataDirectory } from './data-lock.ts';
import { assertDataVersion } from './data-version.ts';
import { pgliteExtensions } from './pglite-extensions.ts';
import { pgliteHandle } from './pglite-handle.ts';

/** Opens the database in `dataDir`/data, which belongs to this process until it is closed. */
export async function openPglite(dataDir: string): Promise<DatabaseHandle> {
  const unlock = lockFolder(dataDir);
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

/** @throws DatabaseError `folder` where it cannot be made or written, `in_use` */
function lockFolder(dataDir: string): () => void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return lockDataDirectory(join(dataDir, 'data.lock'));
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new DatabaseError(
      'folder',
      `The folder ${dataDir} cannot be used (${code}). Set PARLEY_DATA_DIR to one that Parley may write in.`,
      error,
    );
  }
}
