import { createParleyClient, isParleyApiError } from '@parley/api-client';
import type { CredentialStore } from './credential-store.ts';
import { toSignedIn } from './to-signed-in.ts';

/** Gets the next pair of tokens, unless `stale` is not the present access token any more. @throws ParleyApiError */
export type Refresh = (stale: string) => Promise<void>;

/**
 * A refresh token that is shown twice ends the log-in, so there is one refresh at a time: in this tab by waiting for
 * the one under way, among tabs by a lock (where pages may have one: https and loopback).
 */
export function createRefresh(
  store: CredentialStore,
  fetch: typeof globalThis.fetch,
  locks: Pick<LockManager, 'request'> | undefined = navigator.locks,
): Refresh {
  const next = async (stale: string): Promise<void> => {
    store.reload();
    const present = store.get();
    if (!present?.logIn || present.secret !== stale) return;
    const { api } = createParleyClient({ url: '', fetch });
    try {
      const pair = await api.refreshLogIn({ body: { refresh_token: present.logIn.refreshToken } });
      store.set(toSignedIn(pair, present.label));
    } catch (error) {
      if (!isParleyApiError(error) || error.status !== 401) throw error;
      store.clear('Your log-in has ended. Sign in again.');
    }
  };
  const alone = (stale: string): Promise<void> =>
    locks ? locks.request('parley.refresh', () => next(stale)) : next(stale);

  let underWay: Promise<void> | undefined;
  return (stale) => {
    underWay ??= alone(stale).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
