import { expect, it } from 'vitest';
import { fuseRanks } from './fuse-ranks.ts';

const chunk = (id: string, part = 0, score = 1) => ({ item_id: id, part, title: id, text: id, score });
const order = (...lists: Parameters<typeof fuseRanks>[0]) =>
  fuseRanks(lists, 10).map(({ item_id, part }) => `${item_id}${part}`);

it('puts first what is far up in both lists, whatever the scores', () => {
  expect(order([chunk('a', 0, 900), chunk('b'), chunk('c')], [chunk('d'), chunk('b', 0, 0.1)])).toEqual([
    'b0',
    'a0',
    'd0',
    'c0',
  ]);
});

it('leaves one list in its order, and takes parts of one item for different things', () => {
  expect(order([chunk('b'), chunk('a', 1), chunk('a', 0)], [])).toEqual(['b0', 'a1', 'a0']);
});

it('gives as many as asked for, with scores that fall', () => {
  const fused = fuseRanks([[chunk('a'), chunk('b'), chunk('c')]], 2);
  expect(fused).toHaveLength(2);
  expect(fused[0]?.score).toBeGreaterThan(fused[1]?.score ?? 0);
});
