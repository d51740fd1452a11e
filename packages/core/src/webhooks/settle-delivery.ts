import { type Database, webhookDeliveries, webhookEndpoints, withTenant } from '@parley/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { storableText } from '../storable.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { lockEndpoint } from './endpoint-row.ts';
import { failPending } from './fail-pending.ts';

/** An endpoint to which nothing at all could be delivered for this long is disabled. */
const disableAfterMs = 3 * 24 * 3_600_000;
/** By Standard Webhooks the answer of a receiver that wants nothing any more: it is disabled at once. */
const gone = 410;

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
  /** Milliseconds before each further try; after the last of them the message is given up. */
  retryMs: readonly number[];
}

/**
 * Keeps what came of a try: delivered, to be tried again, or given up. What concerns the endpoint comes after, in a
 * transaction of its own: a delivery that is not marked when its sender dies is sent twice, so it waits for no lock.
 */
export async function settleDelivery(settled: SettleDelivery): Promise<void> {
  await markDelivery(settled);
  const { outcome } = settled;
  if (outcome.delivered) await noteEndpointWorks(settled);
  else await noteEndpointFails(settled, outcome);
}

const markDelivery = ({ db, now, delivery, outcome, retryMs }: SettleDelivery): Promise<void> =>
  withTenant(db, delivery.tenantId, async (tx) => {
    const { endpointId, messageId, attempt } = delivery;
    const own = and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.messageId, messageId));
    if (outcome.delivered) {
      await tx
        .update(webhookDeliveries)
        .set({
          state: 'delivered',
          deliveredAt: now,
          nextAttemptAt: null,
          lastStatus: outcome.status,
          lastError: null,
        })
        .where(own);
      return;
    }
    const wait = retryMs[attempt - 1];
    // Whoever claimed it after this one's lease knows better.
    const stillOurs = and(
      own,
      eq(webhookDeliveries.state, 'pending'),
      eq(webhookDeliveries.attempts, attempt),
    );
    await tx
      .update(webhookDeliveries)
      .set({
        state: wait === undefined ? 'failed' : 'pending',
        nextAttemptAt: wait === undefined ? null : new Date(now.getTime() + wait),
        lastStatus: outcome.status,
        lastError: storableText(outcome.error).slice(0, 500),
      })
      .where(stillOurs);
  });

const noteEndpointWorks = ({ db, delivery: { tenantId, endpointId } }: SettleDelivery): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    await tx
      .update(webhookEndpoints)
      .set({ failingSince: null })
      .where(and(eq(webhookEndpoints.id, endpointId), isNotNull(webhookEndpoints.failingSince)));
  });

const noteEndpointFails = (
  { db, auditKey, now, delivery: { tenantId, endpointId } }: SettleDelivery,
  { status, error }: Extract<DeliveryOutcome, { delivered: false }>,
): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId).catch(() => undefined);
    if (!endpoint) return;
    const failingSince = endpoint.failingSince ?? now;
    const failsTooLong = now.getTime() - failingSince.getTime() >= disableAfterMs;
    const givenUp = endpoint.status === 'enabled' && (failsTooLong || status === gone);
    if (endpoint.failingSince !== null && !givenUp) return;
    const reason =
      status === gone
        ? 'The endpoint answered 410 Gone: it wants nothing any more. Enable it again when it does.'
        : `Nothing could be delivered since ${failingSince.toISOString()}: ${error}`;
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
