import { networkSchema } from '@parley/contracts';
import { expect, it } from 'vitest';
import { isAllowedAddress } from './is-allowed-address.ts';

it.each([
  ['203.0.113.7', [], true],
  ['203.0.113.7', ['203.0.113.7'], true],
  ['203.0.113.8', ['203.0.113.7'], false],
  ['203.0.113.200', ['203.0.113.0/24'], true],
  ['203.0.114.1', ['203.0.113.0/24'], false],
  ['203.0.113.7', ['198.51.100.1', '203.0.113.0/24'], true],
  ['::ffff:203.0.113.7', ['203.0.113.0/24'], true],
  ['::ffff:203.0.114.7', ['203.0.113.0/24'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['2001:0db8:0:0:0:0:0:1', ['2001:db8::1'], true],
  ['203.0.113.7', ['::/0'], false],
  ['2001:db8::1', ['0.0.0.0/0'], false],
  ['2001:db8:2::1', ['2001:db8::/47'], false],
  ['2001:db8:1:ffff::1', ['2001:db8::/47'], true],
  ['fe80::1%eth0', ['fe80::/10'], true],
  ['203.0.113.129', ['203.0.113.128/25'], true],
  ['203.0.113.127', ['203.0.113.128/25'], false],
  ['203.0.113.200', ['203.0.113.7/24'], true],
  ['::1', ['::1'], true],
  ['::1', ['::'], false],
  ['', ['0.0.0.0/0'], false],
  ['nonsense', ['0.0.0.0/0', '::/0'], false],
])('%s, of %j: %s', (address, allowed, expected) => {
  expect(isAllowedAddress(address, allowed)).toBe(expected);
});

it.each(['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:DB8::1', '2001:db8::/32', '::/0'])(
  'takes %s',
  (network) => {
    expect(networkSchema.safeParse(network).success).toBe(true);
  },
);

it.each([
  'example.com',
  '',
  '203.0.113',
  '203.0.113.256',
  '203.0.113.0/33',
  '2001:db8::/129',
  '203.0.113.0/-1',
  'fe80::1%eth0',
  '::ffff:203.0.113.7',
  '0:0:0:0:0:ffff:cb00:7107',
])('refuses %s', (network) => {
  expect(networkSchema.safeParse(network).success).toBe(false);
});
