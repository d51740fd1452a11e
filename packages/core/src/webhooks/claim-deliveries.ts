import type { TenantId, WebhookEndpointId, WebhookMessage, WebhookMessageId } from '@parley/contracts';
import {
  type Database,
  outbox,
  webhookDeliveries,
  webhookEndpoints,
  withSystem,
  withTenant,
} from '@parley/db';
import { and, asc, eq, inArray, lte, notInArray, or, sql } from 'drizzle-orm';
import { type Sealed, type Vault, VaultError } from '../secrets/vault.ts';
import type { EndpointRow } from './endpoint-row.ts';

/** One message to be sent to one endpoint now. */
export interface ClaimedDelivery {
  tenantId: TenantId;
  endpointId: WebhookEndpointId;
  messageId: WebhookMessageId;
  url: string;
  /**
   * The secrets to sign with: the endpoint's, and its former one while that still holds. None when no master key opens
   * them: then it cannot be sent.
   */
  secrets: string[];
  message: WebhookMessage;
  /** Which try this is, from 1. */
  attempt: number;
  /** When the message came to be delivered. */
  since: Date;
}

interface ClaimDeliveries {
  db: Database;
  vault: Vault;
  now: Date;
  limit: number;
  /** Deliveries under way to endpoints, and how many each may have at once. */
  underWay: ReadonlyMap<WebhookEndpointId, number>;
  perEndpoint: number;
  /** Should whoever claims them be gone, they are due again after this long. */
  leaseMs: number;
}

/** Takes deliveries that are due, those that waited longest first; no other process gets them meanwhile. */
export async function claimDeliveries(options: ClaimDeliveries): Promise<ClaimedDelivery[]> {
  const { underWay, perEndpoint } = options;
  const busy = [...underWay].filter(([, count]) => count >= perEndpoint).map(([endpointId]) => endpointId);
  const due = await withSystem(options.db, (tx) =>
    tx
      .select({
        tenantId: webhookDeliveries.tenantId,
        endpointId: webhookDeliveries.endpointId,
        messageId: webhookDeliveries.messageId,
      })
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.state, 'pending'),
          lte(webhookDeliveries.nextAttemptAt, options.now),
          notInArray(webhookDeliveries.endpointId, busy),
        ),
      )
      .orderBy(asc(webhookDeliveries.nextAttemptAt))
      .limit(options.limit),
  );
  const wanted = [...Map.groupBy(due, (one) => one.endpointId)].flatMap(([endpointId, own]) =>
    own.slice(0, perEndpoint - (underWay.get(endpointId) ?? 0)),
  );
  const claimed: ClaimedDelivery[] = [];
  for (const [tenantId, keys] of Map.groupBy(wanted, (one) => one.tenantId)) {
    claimed.push(...(await claimOf(tenantId, keys, options)));
  }
  return claimed;
}

const claimOf = (
  tenantId: TenantId,
  keys: { endpointId: WebhookEndpointId; messageId: WebhookMessageId }[],
  { db, vault, now, leaseMs }: ClaimDeliveries,
): Promise<ClaimedDelivery[]> =>
  withTenant(db, tenantId, async (tx) => {
    const rows = await tx
      .select({ delivery: webhookDeliveries, endpoint: webhookEndpoints, message: outbox })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .innerJoin(outbox, eq(outbox.messageId, webhookDeliveries.messageId))
      .where(
        and(
          or(
            ...keys.map((key) =>
              and(
                eq(webhookDeliveries.endpointId, key.endpointId),
                eq(webhookDeliveries.messageId, key.messageId),
              ),
            ),
          ),
          eq(webhookDeliveries.state, 'pending'),
          lte(webhookDeliveries.nextAttemptAt, now),
        ),
      )
      .for('update', { of: webhookDeliveries, skipLocked: true });
    if (rows.length === 0) return [];
    const nextAttemptAt = new Date(now.getTime() + leaseMs);
    for (const [endpointId, own] of Map.groupBy(rows, ({ endpoint }) => endpoint.id)) {
      const ids = own.map(({ delivery }) => delivery.messageId);
      await tx
        .update(webhookDeliveries)
        .set({ nextAttemptAt, attempts: sql`${webhookDeliveries.attempts} + 1` })
        .where(and(eq(webhookDeliveries.endpointId, endpointId), inArray(webhookDeliveries.messageId, ids)));
    }
    return rows.map(({ delivery, endpoint, message }) => ({
      tenantId,
      endpointId: endpoint.id,
      messageId: delivery.messageId,
      url: endpoint.url,
      secrets: secretsOf(endpoint, vault, now),
      message: {
        id: delivery.messageId,
        type: message.event as WebhookMessage['type'],
        timestamp: message.createdAt.toISOString(),
        data: message.payload,
      },
      attempt: delivery.attempts + 1,
      since: delivery.createdAt,
    }));
  });

function secretsOf(row: EndpointRow, vault: Vault, now: Date): string[] {
  const { previousSealed: sealed, previousKeyVersion: keyVersion, previousUntil } = row;
  const holds = sealed !== null && keyVersion !== null && previousUntil !== null && previousUntil > now;
  const open = (one: Sealed): string[] => {
    try {
      return [vault.open(one, { tenantId: row.tenantId, id: row.id })];
    } catch (error) {
      // One endpoint's secret that is lost must not stop what is due to all the others.
      if (error instanceof VaultError) return [];
      throw error;
    }
  };
  const current = open(row);
  return current.length > 0 && holds ? [...current, ...open({ sealed, keyVersion })] : current;
}
