// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFreshFetch } from './create-fresh-fetch.ts';
import { createRefresh } from './create-refresh.ts';
import { type CredentialStore, createCredentialStore, keyCredential } from './credential-store.ts';
import { toSignedIn } from './to-signed-in.ts';

const pair = (n: number, expiresIn = 900) => ({
  access_token: `jwt-${n}`,
  token_type: 'Bearer' as const,
  expires_in: expiresIn,
  refresh_token: `rft-${n}`,
  refresh_expires_in: 3_600,
  tenant_id: 'ten_1',
  user_id: 'usr_1',
});
const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** As the server does it: each refresh token gets the next pair, once. */
const server = vi.fn<typeof globalThis.fetch>();
let valid: string;
let issued: number;
beforeEach(() => {
  issued = 1;
  valid = 'jwt-1';
  server.mockReset().mockImplementation(async (input, init) => {
    if (String(input).endsWith('/auth/refresh')) {
      const { refresh_token } = JSON.parse(String(init?.body));
      if (refresh_token !== `rft-${issued}`) return json(401, { code: 'UNAUTHENTICATED' });
      issued += 1;
      valid = `jwt-${issued}`;
      return json(200, pair(issued));
    }
    const given = new Headers(init?.headers).get('authorization');
    return given === `Bearer ${valid}` ? json(200, { given }) : json(401, { code: 'UNAUTHENTICATED' });
  });
});
afterEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

/** One lock for all tabs, as the browser has it. */
let queue = Promise.resolve<unknown>(undefined);
const locks = {
  request: (_: string, what: () => Promise<unknown>) => {
    queue = queue.then(what, what);
    return queue;
  },
} as unknown as LockManager;
const refreshes = () => server.mock.calls.filter(([input]) => String(input).endsWith('/auth/refresh')).length;
const openTab = (): { store: CredentialStore; fetch: typeof globalThis.fetch } => {
  const store = createCredentialStore();
  return { store, fetch: createFreshFetch(store, createRefresh(store, server, locks), server) };
};

it('is in every tab of the browser, until it ends in one of them', () => {
  const first = createCredentialStore();
  first.set(toSignedIn(pair(1), 'Maple'));
  const second = createCredentialStore();
  expect(second.get()).toMatchObject({ secret: 'jwt-1', label: 'Maple' });
  const heard = vi.fn();
  second.subscribe(heard);
  first.clear();
  window.dispatchEvent(new StorageEvent('storage', { key: 'parley.signed-in' }));
  expect([second.get(), heard.mock.calls.length]).toEqual([null, 1]);
});

it('is at no moment gone from the storage while it is refreshed', () => {
  const store = createCredentialStore();
  store.set(toSignedIn(pair(1), 'Maple'));
  const removed = vi.spyOn(Storage.prototype, 'removeItem');
  store.set(toSignedIn(pair(2), 'Maple'));
  expect(removed.mock.contexts).not.toContain(localStorage);
  removed.mockRestore();
});

it('is refreshed before it ends, and again when the server refuses it', async () => {
  const { store, fetch } = openTab();
  store.set(toSignedIn(pair(1, 10), 'Maple'));
  expect((await fetch('/agents')).status).toBe(200);
  expect(store.get()).toMatchObject({ secret: 'jwt-2', label: 'Maple', logIn: { refreshToken: 'rft-2' } });
  valid = 'another';
  const answer = await fetch('/agents', { method: 'POST', body: '{}' });
  expect([answer.status, refreshes()]).toEqual([200, 2]);
  expect(server.mock.lastCall?.[1]).toMatchObject({ method: 'POST', body: '{}' });
});

it('is refreshed once, however many requests and tabs need it', async () => {
  createCredentialStore().set(toSignedIn(pair(1, 10), 'Maple'));
  const tabs = [openTab(), openTab()];
  const asked = tabs.flatMap(({ fetch }) => [fetch('/agents'), fetch('/sessions')]);
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(refreshes()).toBe(1);
  expect(tabs.map(({ store }) => store.get()?.secret)).toEqual(['jwt-2', 'jwt-2']);
});

it('ends when its refresh token is refused, and says so', async () => {
  const { store, fetch } = openTab();
  store.set({ ...toSignedIn(pair(7, 10), 'Maple') });
  expect((await fetch('/agents')).status).toBe(401);
  expect([store.get(), store.signOutReason()]).toEqual([null, 'Your log-in has ended. Sign in again.']);
});

it('outlives a server that is away', async () => {
  const { store, fetch } = openTab();
  store.set(toSignedIn(pair(1, 10), 'Maple'));
  server.mockRejectedValueOnce(new TypeError('failed to fetch'));
  await expect(fetch('/agents')).rejects.toMatchObject({ code: 'NETWORK' });
  expect((await fetch('/agents')).status).toBe(200);
});

it('leaves requests by a key as they are', async () => {
  const { store, fetch } = openTab();
  store.set(keyCredential('sk_1'));
  const init = { headers: { authorization: 'Bearer sk_1' } };
  expect((await fetch('/agents', init)).status).toBe(401);
  expect(server.mock.calls).toEqual([['/agents', init]]);
});
