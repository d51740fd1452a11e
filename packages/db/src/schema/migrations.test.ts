import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, it } from 'vitest';
import { migrationsFolder } from '../migrations.ts';
import * as schema from './index.ts';

it('leaves nothing of the schema that no migration makes', async () => {
  const meta = join(migrationsFolder, 'meta');
  const newest =
    readdirSync(meta)
      .filter((name) => name.endsWith('_snapshot.json'))
      .sort()
      .at(-1) ?? '';
  const migrated = JSON.parse(readFileSync(join(meta, newest), 'utf8'));
  const wanted = generateDrizzleJson(schema, migrated.id);
  expect(await generateMigration(migrated, wanted)).toEqual([]);
});
