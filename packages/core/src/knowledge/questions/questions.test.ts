import { readFileSync } from 'node:fs';
import { type KnowledgeCategory, knowledgeCategoryNames } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTenant } from '../../testing/index.ts';
import { importKnowledge, searchKnowledge } from '../index.ts';

interface QuestionSet {
  business: string;
  items: { category: KnowledgeCategory; data: Record<string, unknown> }[];
  /** As a recogniser writes down what callers say, and the title of the item that answers it. */
  questions: { ask: string; expect: string }[];
}

const sets = ['maple-property', 'harbor-dental', 'trattoria-bella'].map(
  (name): QuestionSet => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')),
);
const recallAt = 5;

let handle: DatabaseHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());

describe('the question set', () => {
  it('asks at least a hundred questions of three businesses, over all categories', () => {
    expect(sets.flatMap(({ questions }) => questions).length).toBeGreaterThanOrEqual(100);
    const used = new Set(sets.flatMap(({ items }) => items.map(({ category }) => category)));
    expect([...used].sort()).toEqual([...knowledgeCategoryNames].sort());
  });

  it(`is answered within the first ${recallAt} hits, in at least 95 of 100 cases`, async () => {
    const missed: string[] = [];
    let first = 0;
    for (const { items, questions } of sets) {
      const { system: ctx } = await createTestTenant(handle.db);
      await importKnowledge({ ctx, input: { items }, dryRun: false });
      for (const { ask, expect: wanted } of questions) {
        const hits = await searchKnowledge({ ctx, input: { query: ask, limit: recallAt } });
        const titles = hits.map(({ title }) => title);
        if (titles[0] === wanted) first += 1;
        if (!titles.includes(wanted))
          missed.push(`${ask} → ${titles.join(' / ') || 'nothing'}, not ${wanted}`);
      }
    }
    const total = sets.flatMap(({ questions }) => questions).length;
    expect(1 - missed.length / total, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(first / total).toBeGreaterThanOrEqual(0.7);
  });
});
