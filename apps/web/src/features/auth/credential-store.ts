/** What a log-in by password has beside its access token. */
export interface LogIn {
  /** Works once, and gets the next pair. */
  refreshToken: string;
  /** When the access token ends, in milliseconds since the epoch. */
  accessExpiresAt: number;
  /** Whose it is, through all its tokens. */
  who: string;
}

export interface SignedIn {
  /** API key or access token. */
  secret: string;
  /** How to call it on the page: the tenant's name, or the key's last characters. */
  label: string;
  /** Milliseconds since the epoch; null for a key, which lives until it is withdrawn. */
  expiresAt: number | null;
  logIn?: LogIn;
}

export interface CredentialStore {
  get(): SignedIn | null;
  subscribe(listener: () => void): () => void;
  set(signedIn: SignedIn): void;
  /** @param reason shown on the sign-in page when it was not the person's wish */
  clear(reason?: string): void;
  signOutReason(): string | null;
  /** Takes over what another tab may have written. */
  reload(): void;
}

const storageKey = 'parley.signed-in';

/** Who is signed in: by a key for as long as this tab lives, by a log-in in all tabs of the browser. */
export function createCredentialStore(
  tab: Storage = sessionStorage,
  shared: Storage = localStorage,
): CredentialStore {
  const listeners = new Set<() => void>();
  const stored = (): SignedIn | null => read(tab) ?? read(shared);
  let current = stored();
  let reason: string | null = null;
  const show = (next: SignedIn | null, why: string | null): void => {
    current = next;
    reason = why;
    for (const listener of listeners) listener();
  };
  const change = (next: SignedIn | null, why: string | null): void => {
    // Written over, never taken away first: another tab would see nobody signed in.
    if (next) (next.logIn ? shared : tab).setItem(storageKey, JSON.stringify(next));
    if (!next || next.logIn) tab.removeItem(storageKey);
    if (!next) shared.removeItem(storageKey);
    show(next, why);
  };
  const reload = (): void => {
    const present = stored();
    if (present?.secret !== current?.secret) show(present, null);
  };
  window.addEventListener('storage', ({ key }) => {
    if (key === storageKey || key === null) reload();
  });
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
    reload,
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
    const { secret, label, expiresAt = null, logIn } = stored;
    return { secret, label, expiresAt, ...(logIn && { logIn }) };
  } catch {
    return null;
  }
}
