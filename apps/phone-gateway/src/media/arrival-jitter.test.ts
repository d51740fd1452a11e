import { expect, it } from 'vitest';
import { createArrivalJitter } from './arrival-jitter.ts';

it('is nothing for packets in step, grows with their wavering, and ignores silence that was not sent', () => {
  const jitter = createArrivalJitter();
  for (let i = 0; i < 50; i++) jitter.arrived(160 * i, 20 * i, i === 0);
  expect(jitter.ms).toBe(0);
  jitter.arrived(160 * 50, 20 * 150, true);
  expect(jitter.ms).toBe(0);
  for (let i = 1; i < 200; i++) jitter.arrived(160 * (50 + i), 20 * (150 + i) + (i % 2 ? 10 : 0), false);
  expect(jitter.ms).toBeCloseTo(10, 0);
});

it('counts over the end of the timestamps', () => {
  const jitter = createArrivalJitter();
  for (let i = 0; i < 10; i++) jitter.arrived((4_294_967_000 + 160 * i) >>> 0, 20 * i, false);
  expect(jitter.ms).toBe(0);
});
