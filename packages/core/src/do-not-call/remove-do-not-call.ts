import type { DoNotCallId } from '@parley/contracts';
import { doNotCall, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toDoNotCallEntry } from './entry-row.ts';

interface RemoveDoNotCall {
  ctx: ServiceContext;
  entryId: DoNotCallId;
}

/** Lets a number be called again; who did so, and what the entry said, stays in the audit log. @throws DomainError `NOT_FOUND` */
export async function removeDoNotCall({ ctx, entryId }: RemoveDoNotCall): Promise<void> {
  requireScope(ctx, 'dialing:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [row] = await tx.delete(doNotCall).where(eq(doNotCall.id, entryId)).returning();
    if (!row) throw notFound('do-not-call entry');
    await appendAudit(tx, ctx, {
      action: 'do_not_call.remove',
      target: { type: 'do_not_call', id: row.id },
      before: toDoNotCallEntry(row),
    });
  });
}
