import { idempotencyKeys, withTenant } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { actorName } from './actor-name.ts';
import type { IdempotentRequest } from './claim-request.ts';

interface SettleRequest {
  ctx: ServiceContext;
  input: IdempotentRequest & {
    /** Left out when nothing came of it: it may be sent again. */
    answered?: { status: number; answer: string } | undefined;
  };
}

/** Keeps what a claimed request was answered. */
export async function settleRequest({ ctx, input }: SettleRequest): Promise<void> {
  const { tenantId } = ctx.actor;
  const own = and(
    eq(idempotencyKeys.tenantId, tenantId),
    eq(idempotencyKeys.actor, actorName(ctx.actor)),
    eq(idempotencyKeys.key, input.key),
    eq(idempotencyKeys.request, input.request),
  );
  await withTenant(ctx.db, tenantId, async (tx) => {
    if (!input.answered) await tx.delete(idempotencyKeys).where(own);
    else {
      const { status, answer } = input.answered;
      await tx.update(idempotencyKeys).set({ status, body: answer }).where(own);
    }
  });
}
