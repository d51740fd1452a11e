import type { ParleyClient } from '@parley/api-client';
import type { CredentialStore } from './credential-store.ts';

const longestWaitMs = 3_000;

/** Forgets who is signed in, here and, of a log-in, on the server; a server that is away does not keep anybody in. */
export async function logOut(store: CredentialStore, client: ParleyClient): Promise<void> {
  if (store.get()?.logIn) await client.api.logOut({}, { timeoutMs: longestWaitMs }).catch(() => {});
  store.clear();
}
