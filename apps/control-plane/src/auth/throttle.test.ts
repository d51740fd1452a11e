import { DomainError } from '@parley/core';
import type { FastifyReply } from 'fastify';
import { expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { Throttle } from './throttle.ts';

const reply = { header: () => reply } as unknown as FastifyReply;
const limits = { windowMs: 60_000, perAccount: 2, perAddress: 3 };

it.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['203.0.113.1', '::ffff:203.0.113.1', true],
  ['203.0.113.1', '203.0.113.2', false],
])('takes %s and %s for one place: %s', (one, other, same) => {
  const throttle = new Throttle(createManualClock(), limits);
  for (let count = 0; count < 3; count += 1) throttle.admit({ address: one }, reply);
  const admit = () => throttle.admit({ address: other }, reply);
  if (same) expect(admit).toThrow(DomainError);
  else expect(admit).not.toThrow();
});
