import type { TenantId } from '@parley/contracts';
import type { ServiceContext } from '../context.ts';

/** The context of what is done for somebody who is of no tenant yet. */
export type AccountContext = Omit<ServiceContext, 'actor'>;

/** For the audit log of one of the person's tenants; the entry names its actor itself. */
export const contextIn = (ctx: AccountContext, tenantId: TenantId): ServiceContext => ({
  ...ctx,
  actor: { type: 'system', tenantId },
});
