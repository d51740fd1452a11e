import type { Schemas } from '@parley/api-client';
import type { SignedIn } from './credential-store.ts';

/** A pair of tokens as the page keeps it; `expires_in` counts from now. */
export const toSignedIn = (pair: Schemas['TokenPair'], label: string): SignedIn => ({
  secret: pair.access_token,
  label,
  expiresAt: Date.now() + pair.refresh_expires_in * 1000,
  logIn: {
    refreshToken: pair.refresh_token,
    accessExpiresAt: Date.now() + pair.expires_in * 1000,
    who: `${pair.user_id}@${pair.tenant_id}`,
  },
});
