import type { Refresh } from './create-refresh.ts';
import type { CredentialStore } from './credential-store.ts';

const marginMs = 30_000;

/** `fetch` with the present access token: refreshed before it ends, and once more when it is refused. */
export function createFreshFetch(
  store: CredentialStore,
  refresh: Refresh,
  fetch: typeof globalThis.fetch,
): typeof globalThis.fetch {
  const send = (input: RequestInfo | URL, init: RequestInit | undefined, secret: string) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${secret}`);
    return fetch(input, { ...init, headers });
  };
  return async (input, init) => {
    const present = store.get();
    if (!present?.logIn) return fetch(input, init);
    if (present.logIn.accessExpiresAt - Date.now() < marginMs) await refresh(present.secret);
    const secret = store.get()?.secret ?? present.secret;
    const answer = await send(input, init, secret);
    if (answer.status !== 401 || !store.get()?.logIn) return answer;
    await refresh(secret);
    const fresh = store.get()?.secret;
    return fresh === undefined || fresh === secret ? answer : send(input, init, fresh);
  };
}
