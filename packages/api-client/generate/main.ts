import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { sortKeys } from './sort-keys.ts';
import { withoutLinks } from './without-links.ts';
import { writeOperations } from './write-operations.ts';
import { writeTypes } from './write-types.ts';

// `pnpm generate` writes what the API's routes say; `--check` only compares, and exits with 1 when it is stale.
const root = join(import.meta.dirname, '..', '..', '..');
const printer = join(root, 'apps/control-plane/src/print-openapi.ts');
const { stdout } = await promisify(execFile)(process.execPath, [printer], { maxBuffer: 64 * 1024 * 1024 });
const document = sortKeys(withoutLinks(JSON.parse(stdout)));

const files = {
  'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
  'src/generated/operations.ts': writeOperations(document),
  'src/generated/types.ts': await writeTypes(document),
};

const stale: string[] = [];
for (const [name, text] of Object.entries(files)) {
  const file = join(import.meta.dirname, '..', name);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
  stale.push(`packages/api-client/${name}`);
  if (process.argv.includes('--check')) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

if (!process.argv.includes('--check')) {
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'All was up to date.');
} else if (stale.length > 0) {
  console.error(`Not what the routes say: ${stale.join(', ')}.`);
  console.error(
    'Run `pnpm generate` and commit what it writes, also where a merge left conflicts in these files.',
  );
  process.exitCode = 1;
}
