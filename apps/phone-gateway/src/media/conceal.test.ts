import { expect, it } from 'vitest';
import { conceal } from './conceal.ts';

const loudest = (samples: Int16Array): number => Math.max(...samples.map(Math.abs));

it('repeats what was heard last, ever more quietly, until it is silent', () => {
  const last = new Int16Array(160).fill(9000);
  const levels = [0, 1, 2, 3, 4].map((repeated) => loudest(conceal(last, repeated)));
  expect(levels[0]).toBe(9000);
  expect(levels[1]).toBeGreaterThan(5500);
  expect(levels[1]).toBeLessThanOrEqual(6000);
  expect(levels[2]).toBeLessThanOrEqual(3000);
  expect(levels.slice(3)).toEqual([0, 0]);
});

it('fades within the repetition, so that no edge clicks', () => {
  const samples = conceal(new Int16Array(160).fill(9000), 0);
  const steps = samples.slice(1).map((sample, i) => Math.abs(sample - (samples[i] as number)));
  expect(Math.max(...steps)).toBeLessThan(50);
});
