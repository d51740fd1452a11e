// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { createCredentialStore, keyCredential } from './credential-store.ts';

afterEach(() => sessionStorage.clear());

it('keeps who is signed in for the tab, and shows only the end of a key', () => {
  createCredentialStore().set(keyCredential('sk_secret_wxyz'));
  expect(createCredentialStore().get()).toEqual({
    secret: 'sk_secret_wxyz',
    label: 'Key …wxyz',
    expiresAt: null,
  });
  expect(localStorage).toHaveLength(0);
});

it('tells its listeners, forgets on sign-out and keeps the reason', () => {
  const store = createCredentialStore();
  const heard = vi.fn();
  store.subscribe(heard);
  store.set(keyCredential('sk_a'));
  store.clear('Expired.');
  expect(heard).toHaveBeenCalledTimes(2);
  expect([store.get(), store.signOutReason(), sessionStorage.length]).toEqual([null, 'Expired.', 0]);
});

it('does not use an access token that has expired', () => {
  const store = createCredentialStore();
  store.set({ secret: 'jwt', label: 'Maple', expiresAt: Date.now() - 1 });
  expect(store.get()).toBeNull();
});

it('survives rubbish in the storage', () => {
  sessionStorage.setItem('parley.signed-in', '{"secret":');
  expect(createCredentialStore().get()).toBeNull();
});
