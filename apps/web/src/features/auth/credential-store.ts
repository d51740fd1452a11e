export interface SignedIn {
  /** API key or access token. */
  secret: string;
  /** How to call it on the page: the tenant's name, or the key's last characters. */
  label: string;
  /** Milliseconds since the epoch; null for a key, which lives until it is withdrawn. */
  expiresAt: number | null;
}

export interface CredentialStore {
  get(): SignedIn | null;
  subscribe(listener: () => void): () => void;
  set(signedIn: SignedIn): void;
  /** @param reason shown on the sign-in page when it was not the person's wish */
  clear(reason?: string): void;
  signOutReason(): string | null;
}

const storageKey = 'parley.signed-in';

/** Who is signed in, for as long as this tab lives. */
export function createCredentialStore(storage: Storage = sessionStorage): CredentialStore {
  const listeners = new Set<() => void>();
  let current = read(storage);
  let reason: string | null = null;
  const change = (next: SignedIn | null, why: string | null): void => {
    current = next;
    reason = why;
    if (next) storage.setItem(storageKey, JSON.stringify(next));
    else storage.removeItem(storageKey);
    for (const listener of listeners) listener();
  };
  return {
    get: () => {
      const expired = current?.expiresAt != null && current.expiresAt <= Date.now();
      return expired ? null : current;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (signedIn) => change(signedIn, null),
    clear: (why) => change(null, why ?? null),
    signOutReason: () => reason,
  };
}

export const keyCredential = (key: string): SignedIn => ({
  secret: key,
  label: `Key …${key.slice(-4)}`,
  expiresAt: null,
});

function read(storage: Storage): SignedIn | null {
  try {
    const stored = JSON.parse(storage.getItem(storageKey) ?? 'null') as Partial<SignedIn> | null;
    if (typeof stored?.secret !== 'string' || typeof stored.label !== 'string') return null;
    return { secret: stored.secret, label: stored.label, expiresAt: stored.expiresAt ?? null };
  } catch {
    return null;
  }
}
