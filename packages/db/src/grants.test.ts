import { afterAll, expect, it } from 'vitest';
import type { DatabaseHandle } from './index.ts';
import { readCatalogue } from './testing/catalogue.ts';
import { expectedGrants } from './testing/expected-grants.ts';
import { openTestDatabase } from './testing/index.ts';

const handle: DatabaseHandle = await openTestDatabase();
const catalogue = await readCatalogue(handle.db);
afterAll(() => handle.close());

it.each(catalogue.map((table) => [table.name, table] as const))(
  '%s: no role may do more than is meant, nor less',
  (_, table) => {
    expect(table.grants.toSorted()).toEqual(expectedGrants(table));
  },
);
