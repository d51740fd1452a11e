import { type Database, webhookDeliveries, webhookEndpoints, withTenant } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { storableText } from '../storable.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { lockEndpoint } from './endpoint-row.ts';
import { failPending } from './fail-pending.ts';

/** Milliseconds before each further try; together they take a little more than 24 hours. */
const retryMs = [5_000, 30_000, 120_000, 600_000, 1_800_000, 7_200_000, 21_600_000, 28_800_000, 28_800_000];
/** An endpoint to which nothing at all could be delivered for this long is disabled. */
const disableAfterMs = 3 * 24 * 3_600_000;

export type DeliveryOutcome =
  | { delivered: true; status: number }
  /** `status` is null when there was no answer. */
  | { delivered: false; status: number | null; error: string };

interface SettleDelivery {
  db: Database;
  auditKey: Uint8Array;
  now: Date;
  delivery: Pick<ClaimedDelivery, 'tenantId' | 'endpointId' | 'messageId' | 'attempt'>;
  outcome: DeliveryOutcome;
}

/** Keeps what came of a try: delivered, to be tried again, or given up. */
export async function settleDelivery({
  db,
  auditKey,
  now,
  delivery,
  outcome,
}: SettleDelivery): Promise<void> {
  const { tenantId, endpointId, messageId, attempt } = delivery;
  const wait = retryMs[attempt - 1];
  const own = and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.messageId, messageId));
  await withTenant(db, tenantId, async (tx) => {
    await tx
      .update(webhookDeliveries)
      .set({
        lastStatus: outcome.status,
        ...(outcome.delivered
          ? { state: 'delivered', deliveredAt: now, nextAttemptAt: null, lastError: null }
          : {
              state: wait === undefined ? 'failed' : 'pending',
              nextAttemptAt: wait === undefined ? null : new Date(now.getTime() + wait),
              lastError: storableText(outcome.error).slice(0, 500),
            }),
      })
      .where(own);
    const endpoint = await lockEndpoint(tx, endpointId).catch(() => undefined);
    if (!endpoint) return;
    if (outcome.delivered) {
      if (endpoint.failingSince === null) return;
      await tx
        .update(webhookEndpoints)
        .set({ failingSince: null })
        .where(eq(webhookEndpoints.id, endpointId));
      return;
    }
    const failingSince = endpoint.failingSince ?? now;
    const givenUp = endpoint.status === 'enabled' && now.getTime() - failingSince.getTime() >= disableAfterMs;
    const reason = `Nothing could be delivered since ${failingSince.toISOString()}: ${outcome.error}`;
    await tx
      .update(webhookEndpoints)
      .set({ failingSince, ...(givenUp && { status: 'disabled', disabledReason: reason.slice(0, 500) }) })
      .where(eq(webhookEndpoints.id, endpointId));
    if (!givenUp) return;
    await failPending(tx, endpointId);
    const ctx: ServiceContext = { db, auditKey, actor: { type: 'system', tenantId }, now: () => now };
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.disable',
      target: { type: 'webhook_endpoint', id: endpointId },
      before: { status: 'enabled' },
      after: { status: 'disabled', disabled_reason: reason },
    });
  });
}
