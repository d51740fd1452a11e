import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { claimRequest } from './claim-request.ts';
import { forgetOldRequests } from './forget-old-requests.ts';
import { settleRequest } from './settle-request.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let now = Date.UTC(2026, 0, 1);
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db, () => new Date(now));
});

const input = { key: 'k', request: 'hash' };
const answered = { status: 201, answer: 'sealed' };

it('of many at once one is to be carried out, the others wait', async () => {
  const ctx = a.apiKey();
  const claims = await Promise.allSettled(Array.from({ length: 20 }, () => claimRequest({ ctx, input })));
  const claimed = claims.filter((claim) => claim.status === 'fulfilled' && claim.value.claimed);
  expect(claimed).toHaveLength(1);
  const refused = claims.flatMap((claim) => (claim.status === 'rejected' ? [claim.reason.code] : []));
  expect(refused).toEqual(Array(19).fill('IDEMPOTENCY_IN_FLIGHT'));
});

it('gives the kept answer to the same request, and refuses another under its key', async () => {
  const ctx = a.apiKey();
  await claimRequest({ ctx, input });
  await settleRequest({ ctx, input: { ...input, answered } });
  expect(await claimRequest({ ctx, input })).toEqual({ claimed: false, ...answered });
  await expect(claimRequest({ ctx, input: { ...input, request: 'other' } })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_MISMATCH',
  });
});

it('is the client’s own: another key, another tenant, and another day know nothing of it', async () => {
  const ctx = a.apiKey();
  await claimRequest({ ctx, input });
  await settleRequest({ ctx, input: { ...input, answered } });
  const other = await createTestTenant(handle.db, () => new Date(now));
  for (const stranger of [a.apiKey(), other.apiKey()]) {
    expect(await claimRequest({ ctx: stranger, input })).toEqual({ claimed: true });
  }
  now += 24 * 3_600_000 + 1;
  expect(await claimRequest({ ctx, input })).toEqual({ claimed: true });
});

it('may be tried again when nothing came of it, and when whoever began it is gone', async () => {
  const ctx = a.apiKey();
  await claimRequest({ ctx, input });
  await settleRequest({ ctx, input });
  expect(await claimRequest({ ctx, input })).toEqual({ claimed: true });
  await expect(claimRequest({ ctx, input })).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_FLIGHT' });
  now += 60_001;
  expect(await claimRequest({ ctx, input })).toEqual({ claimed: true });
});

it('is forgotten after a day, whoever’s it was, and not before', async () => {
  const b = await createTestTenant(handle.db, () => new Date(now));
  now += 25 * 3_600_000;
  await forgetOldRequests({ db: handle.db, now: new Date(now) });
  for (const ctx of [a.apiKey(), b.apiKey()]) await claimRequest({ ctx, input });
  now += 12 * 3_600_000;
  await claimRequest({ ctx: b.apiKey(), input });
  const forget = () => forgetOldRequests({ db: handle.db, now: new Date(now) });
  expect(await forget()).toBe(0);
  now += 12 * 3_600_000 + 1;
  expect(await forget()).toBe(2);
  now += 12 * 3_600_000;
  expect(await forget()).toBe(1);
});
