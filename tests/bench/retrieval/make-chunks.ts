import { readFileSync } from 'node:fs';
import type { KnowledgeCategory, TenantId } from '@parley/contracts';
import type { Database } from '@parley/db';
import { countWords, insertChunks } from '@parley/db/testing';

const sets = ['maple-property', 'harbor-dental', 'trattoria-bella'];
const perBatch = 2_000;

interface Item {
  category: KnowledgeCategory;
  data: Record<string, unknown>;
}

/**
 * Fills a tenant's knowledge with passages of words drawn from the question sets' own vocabulary, so that the words of
 * the questions stand in thousands of them; every second passage has rare words besides.
 */
export async function makeChunks(db: Database, tenantId: TenantId, count: number): Promise<void> {
  const items: Item[] = sets.flatMap((name) => {
    const file = new URL(`../../../packages/core/src/knowledge/questions/${name}.json`, import.meta.url);
    return JSON.parse(readFileSync(file, 'utf8')).items;
  });
  const vocabulary = items.flatMap(({ data }) => JSON.stringify(data).match(/[a-z]{3,}/gi) ?? []);
  let seed = 1;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const words = (many: number) =>
    Array.from({ length: many }, () => vocabulary[draw(vocabulary.length)] ?? '');
  const rare = () => `model${draw(20_000).toString(36)}`;
  for (let start = 0; start < count; start += perBatch) {
    const chunks = Array.from({ length: Math.min(perBatch, count - start) }, (_, index) => ({
      id: `kno_${(start + index).toString(16).padStart(32, '0')}`,
      title: words(4).join(' '),
      text: [...words(40), ...(index % 2 === 0 ? [rare(), rare()] : [])].join(' '),
      keywords: words(3).join(', '),
    }));
    await insertChunks(db, tenantId, chunks);
  }
  await countWords(db, tenantId);
}
