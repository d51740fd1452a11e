import { expect, it } from 'vitest';
import { isNestedDeeper } from './is-nested-deeper.ts';

const nested = (levels: number): unknown =>
  JSON.parse(`${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`);

it('tells what is nested deeper, without going down all the way', () => {
  expect(isNestedDeeper(nested(64))).toBe(false);
  expect(isNestedDeeper(nested(66))).toBe(true);
  expect(isNestedDeeper(nested(200_000))).toBe(true);
  for (const flat of [1, 'a', null, undefined, [], {}, [{ a: null }]]) {
    expect(isNestedDeeper(flat, 2)).toBe(false);
  }
});
