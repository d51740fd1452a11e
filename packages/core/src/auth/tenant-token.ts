import { randomBytes } from 'node:crypto';
import { idPrefixes, type TenantId } from '@parley/contracts';

const tenantPrefix = `${idPrefixes.tenant}_`;

/** A secret that says whose it is: a prefix, the tenant's id without its own, and 32 random bytes. */
export const newTenantToken = (prefix: string, tenantId: TenantId): string =>
  `${prefix}_${tenantId.slice(tenantPrefix.length)}_${randomBytes(32).toString('base64url')}`;

/** Whose it says it is; undefined for what cannot be such a secret. */
export function tenantOfToken(prefix: string, token: string): TenantId | undefined {
  if (!token.startsWith(`${prefix}_`)) return undefined;
  const tenant = /^([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/.exec(token.slice(prefix.length + 1))?.[1];
  return tenant === undefined ? undefined : (`${tenantPrefix}${tenant}` as TenantId);
}
