import type { DatabaseHandle } from '@parley/db';
import { countWords, insertChunks, openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestTenant } from '../testing/index.ts';
import { searchKnowledge } from './search-knowledge.ts';

let handle: DatabaseHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());

it('finds the passage with two common words behind more passages with one of them than are ranked', async () => {
  const { tenantId, system: ctx } = await createTestTenant(handle.db);
  const chunks = Array.from({ length: 1_400 }, (_, index) => ({
    id: `kno_${index.toString(16).padStart(32, '0')}`,
    title: `Passage ${index}`,
    text: index === 1_399 ? 'The kettle and its lantern.' : `A ${index % 2 === 0 ? 'kettle' : 'lantern'}.`,
    keywords: '',
  }));
  await insertChunks(handle.db, tenantId, chunks);
  await countWords(handle.db, tenantId);
  const hits = await searchKnowledge({ ctx, input: { query: 'kettle lantern', limit: 1 } });
  expect(hits.map(({ title }) => title)).toEqual(['Passage 1399']);
});
