import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const cacheFolder = (): string =>
  process.env.PARLEY_CACHE_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'parley');

/**
 * The livekit-server to test with: PARLEY_TEST_LIVEKIT_BIN, `livekit-server` on PATH, the bootstrap's cached build.
 * @returns undefined when there is none.
 */
export function findLiveKitServer(): string | undefined {
  const named = process.env.PARLEY_TEST_LIVEKIT_BIN;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...folders, cacheFolder()].map((folder) => join(folder, 'livekit-server')).find(isExecutable);
}
