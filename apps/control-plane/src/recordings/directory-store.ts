import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RecordingStore } from '@parley/core';

/** Keeps recordings as files that nobody but the server's own user may read. */
export function createDirectoryStore(directory: string): RecordingStore {
  const pathOf = (key: string) => join(directory, ...key.split('/'));
  return {
    put: async (key, content, expected) => {
      const path = pathOf(key);
      const part = `${path}.${randomUUID()}.part`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        const isWhole = await write(part, content, expected);
        if (isWhole) await rename(part, path);
        return isWhole;
      } finally {
        await rm(part, { force: true });
      }
    },
    read: async (key, range) => {
      const file = await open(pathOf(key), 'r');
      return file.createReadStream(range);
    },
    remove: async (key) => {
      const path = pathOf(key);
      const names = await readdir(dirname(path)).catch(absent);
      // With what a server that was killed in the middle has left of it.
      const own = names.filter((name) => name.startsWith(basename(path)));
      for (const name of own) await rm(join(dirname(path), name), { force: true });
    },
  };
}

function absent(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}

/** @returns whether it was what was expected; of more than that no byte is written. */
async function write(
  path: string,
  content: AsyncIterable<Uint8Array>,
  { bytes, sha256 }: { bytes: number; sha256: string },
): Promise<boolean> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let written = 0;
    for await (const chunk of content) {
      written += chunk.length;
      if (written > bytes) return false;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (written < bytes || hash.digest('hex') !== sha256) return false;
    await file.sync();
    return true;
  } finally {
    await file.close();
  }
}
