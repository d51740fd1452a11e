import type { TenantId } from '@parley/contracts';
import { newTenantToken, tenantOfToken } from '../auth/tenant-token.ts';

const prefix = 'inv';

/** What a mailed link carries: `inv_`, the tenant's id without its prefix, and 32 random bytes. */
export const newInvitationToken = (tenantId: TenantId): string => newTenantToken(prefix, tenantId);

export const tenantOfInvitation = (token: string): TenantId | undefined => tenantOfToken(prefix, token);
