import type { ApiKeyKind, TenantId } from '@parley/contracts';
import { hashOpaqueToken } from './opaque-token.ts';
import { newTenantToken, tenantOfToken } from './tenant-token.ts';

const prefixes = { secret: 'sk', publishable: 'pk' } as const satisfies Record<ApiKeyKind, string>;

/** A new key: `sk_` or `pk_`, the tenant's id without its prefix, and 32 random bytes. */
export const generateApiKey = (tenantId: TenantId, kind: ApiKeyKind = 'secret'): string =>
  newTenantToken(prefixes[kind], tenantId);

/** Whether a credential is meant to be an API key. */
export const looksLikeApiKey = (credential: string): boolean => /^[sp]k_/.test(credential);

/** Whose key it says it is; undefined for what cannot be a key. */
export const tenantOfApiKey = (key: string): TenantId | undefined =>
  tenantOfToken(prefixes.secret, key) ?? tenantOfToken(prefixes.publishable, key);

export const hashApiKey = (key: string): string => hashOpaqueToken(key);
