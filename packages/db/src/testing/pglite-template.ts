import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from '../migrations.ts';
import { pgliteExtensions } from '../pglite/pglite-extensions.ts';
import { pgliteHandle } from '../pglite/pglite-handle.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/parley', import.meta.url));

/** The files of a migrated, empty PGlite: made once, for making one takes seconds and loading it does not. */
export async function pgliteTemplate(): Promise<Blob> {
  const name = `pglite-${templateVersion()}.tar`;
  try {
    return new Blob([readFileSync(join(cache, name))]);
  } catch {
    const template = await makeTemplate();
    keep(name, Buffer.from(await template.arrayBuffer()));
    return template;
  }
}

function templateVersion() {
  const engine = readFileSync(
    new URL('../package.json', import.meta.resolve('@electric-sql/pglite')),
    'utf8',
  );
  const hashes = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);
  return createHash('sha256')
    .update(JSON.stringify([JSON.parse(engine).version, hashes]))
    .digest('hex')
    .slice(0, 16);
}

async function makeTemplate() {
  const client = await PGlite.create({ extensions: pgliteExtensions });
  const handle = await pgliteHandle(client);
  const template = await client.dumpDataDir('none');
  await handle.close();
  return template;
}

// Other test files may be doing the same: each writes its own draft, and the last one stays.
function keep(name: string, bytes: Buffer) {
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache)) {
    if (old.endsWith('.tar') && old !== name) rmSync(join(cache, old), { force: true });
  }
  const draft = join(cache, `${randomUUID()}.draft`);
  writeFileSync(draft, bytes);
  renameSync(draft, join(cache, name));
}
