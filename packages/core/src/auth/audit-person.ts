import type { TenantId, UserId } from '@parley/contracts';
import { asTenant, type TenantTx } from '@parley/db';
import { type AuditInput, appendAudit } from '../audit/append-audit.ts';
import { type AccountContext, contextIn } from './account-context.ts';

interface PersonalEvent {
  userId: UserId;
  action: string;
  after?: Record<string, unknown>;
  actor?: AuditInput['actor'];
}

/** Writes what concerns a person into the audit log of each of the tenants. To be called last. */
export async function auditPerson(
  tx: TenantTx,
  ctx: AccountContext,
  { tenantIds, event }: { tenantIds: readonly TenantId[]; event: PersonalEvent },
): Promise<void> {
  const { userId, action, after, actor = { type: 'user', id: userId } } = event;
  // In one order everywhere: two that wait for each other's chain would never end.
  for (const tenantId of [...tenantIds].sort()) {
    await asTenant(tx, tenantId, (own) =>
      appendAudit(own, contextIn(ctx, tenantId), {
        action,
        actor,
        target: { type: 'user', id: userId },
        after,
      }),
    );
  }
}
