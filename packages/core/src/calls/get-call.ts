import type { Call, CallId } from '@parley/contracts';
import { calls, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toCall } from './call-row.ts';

/** @throws DomainError `NOT_FOUND` */
export async function getCall({ ctx, callId }: { ctx: ServiceContext; callId: CallId }): Promise<Call> {
  requireScope(ctx, 'calls:read');
  const [row] = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(calls).where(eq(calls.id, callId)),
  );
  if (!row) throw notFound('call');
  return toCall(row);
}
