import { createHash, randomBytes } from 'node:crypto';
import { idPrefixes, type TenantId } from '@parley/contracts';

const shape = /^sk_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/;
const tenantPrefix = `${idPrefixes.tenant}_`;

/** A new key: `sk_`, the tenant's id without its prefix, and 32 random bytes. */
export const generateApiKey = (tenantId: TenantId): string =>
  `sk_${tenantId.slice(tenantPrefix.length)}_${randomBytes(32).toString('base64url')}`;

/** Whose key it says it is; undefined for what cannot be a key. */
export function tenantOfApiKey(key: string): TenantId | undefined {
  const tenant = shape.exec(key)?.[1];
  return tenant === undefined ? undefined : (`${tenantPrefix}${tenant}` as TenantId);
}

/** SHA-256 is enough: unlike a password, a key of 32 random bytes cannot be guessed. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');
