import { expect, it, vi } from 'vitest';
import { takeKeyFromAddress } from './take-key-from-address.ts';

const take = (hash: string) => {
  const replaceState = vi.fn();
  const key = takeKeyFromAddress({ hash, pathname: '/talk', search: '?a=1' }, { replaceState, state: null });
  return { key, replaced: replaceState.mock.calls.map((call) => call[2]) };
};

it.each(['#key=sk_1_2', '#?key=sk_1_2', '#/?key=sk_1_2'])(
  'takes the key out of %s and off the address',
  (hash) => {
    expect(take(hash)).toEqual({ key: 'sk_1_2', replaced: ['/talk?a=1'] });
  },
);

it('leaves other fragments alone', () => {
  expect(take('#content')).toEqual({ key: undefined, replaced: [] });
  expect(take('')).toEqual({ key: undefined, replaced: [] });
});

it('removes an empty key, and signs nobody in by it', () => {
  expect(take('#key=')).toEqual({ key: undefined, replaced: ['/talk?a=1'] });
});
