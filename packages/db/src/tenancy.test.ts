import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseHandle } from './index.ts';
import { openTestDatabase } from './testing/index.ts';

let handle: DatabaseHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle?.close());
it('opens', async () => {
  await handle.ping();
  expect(handle.kind).toBe(process.env.PARLEY_TEST_DATABASE ?? 'pglite');
});
