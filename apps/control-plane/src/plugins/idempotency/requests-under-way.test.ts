import { beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { RequestsUnderWay } from './requests-under-way.ts';

const named = { name: 'tenant actor key', request: 'hash' };
const answer = { status: 201, etag: '"1"', body: '{}' };
let clock: ManualClock;
let underWay: RequestsUnderWay;
beforeEach(() => {
  clock = createManualClock();
  underWay = new RequestsUnderWay(clock);
});

test('duplicates get the answer of the first', async () => {
  expect(await underWay.enter(named)).toBeUndefined();
  const duplicates = [underWay.enter(named), underWay.enter(named)];
  underWay.leave(named, answer);
  expect(await Promise.all(duplicates)).toEqual([answer, answer]);
  expect(await underWay.enter(named)).toBeUndefined();
});

test('when the first has none, one of the duplicates goes on and the others wait for it', async () => {
  await underWay.enter(named);
  const duplicates = [underWay.enter(named), underWay.enter(named)];
  underWay.leave(named);
  expect(await Promise.race(duplicates)).toBeUndefined();
  underWay.leave(named, answer);
  expect(await Promise.all(duplicates)).toEqual([undefined, answer]);
});

test('a duplicate does not wait for ever, and what is something else does not wait', async () => {
  await underWay.enter(named);
  const late = underWay.enter(named).catch((error) => error.code);
  await clock.advance(5_000);
  expect(await late).toBe('IDEMPOTENCY_IN_FLIGHT');
  await expect(underWay.enter({ ...named, request: 'other' })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_MISMATCH',
  });
  expect(await underWay.enter({ ...named, name: 'tenant actor other' })).toBeUndefined();
});
