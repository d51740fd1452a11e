import { idempotencyKeys, withTenant } from '@parley/db';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { actorName } from './actor-name.ts';
import { keepMs } from './keep-ms.ts';

/** How long a request may take before it may be carried out anew. */
const lockMs = 60_000;

export interface IdempotentRequest {
  /** As the client chose it. */
  key: string;
  /** Tells requests apart: a hash of method, route and body. */
  request: string;
}

export type Claim =
  /** To be carried out, and then `settleRequest` to be called. */
  | { claimed: true }
  /** It has been: what was answered, as it was kept. */
  | { claimed: false; status: number; answer: string };

/**
 * Claims a request that must have one effect however often it is sent.
 * @throws DomainError `IDEMPOTENCY_IN_FLIGHT` while another carries it out, `IDEMPOTENCY_MISMATCH` when the key was
 * used for something else.
 */
export async function claimRequest({
  ctx,
  input: { key, request },
}: {
  ctx: ServiceContext;
  input: IdempotentRequest;
}): Promise<Claim> {
  const now = ctx.now();
  const { tenantId } = ctx.actor;
  const actor = actorName(ctx.actor);
  const lockedUntil = new Date(now.getTime() + lockMs);
  return withTenant(ctx.db, tenantId, async (tx): Promise<Claim> => {
    const own = and(
      eq(idempotencyKeys.tenantId, tenantId),
      eq(idempotencyKeys.actor, actor),
      eq(idempotencyKeys.key, key),
    );
    const old = new Date(now.getTime() - keepMs);
    await tx.delete(idempotencyKeys).where(and(own, lt(idempotencyKeys.createdAt, old)));
    const inserted = await tx
      .insert(idempotencyKeys)
      .values({ tenantId, actor, key, request, createdAt: now, lockedUntil })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (inserted.length > 0) return { claimed: true };
    const [known] = await tx.select().from(idempotencyKeys).where(own).for('update');
    if (known && known.request !== request) {
      throw new DomainError(
        'IDEMPOTENCY_MISMATCH',
        'This idempotency key was used for another request. Use a new one for each request.',
      );
    }
    if (known && known.status !== null) {
      return { claimed: false, status: known.status, answer: String(known.body ?? '') };
    }
    if (!known || known.lockedUntil > now) {
      throw new DomainError(
        'IDEMPOTENCY_IN_FLIGHT',
        'The same request is being carried out. Send it again in a moment for its answer.',
      );
    }
    // Whoever carried it out is gone.
    await tx.update(idempotencyKeys).set({ lockedUntil, body: sql`null` }).where(own);
    return { claimed: true };
  });
}
