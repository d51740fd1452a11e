import type { TenantId, WebhookEvent } from '@parley/contracts';
import {
  type Database,
  outbox,
  webhookDeliveries,
  webhookEndpoints,
  withSystem,
  withTenant,
} from '@parley/db';
import { asc, eq, inArray, isNull } from 'drizzle-orm';

const batch = 200;

interface PublishOutbox {
  db: Database;
  now: Date;
}

/**
 * Hands what happened to every endpoint that wants to be told. Any number of processes may do so at once.
 * @returns how many messages were handed on.
 */
export async function publishOutbox({ db, now }: PublishOutbox): Promise<number> {
  const tenants = await withSystem(db, (tx) =>
    tx.selectDistinct({ tenantId: outbox.tenantId }).from(outbox).where(isNull(outbox.publishedAt)),
  );
  let published = 0;
  for (const { tenantId } of tenants) published += await publishOf(tenantId, { db, now });
  return published;
}

const publishOf = (tenantId: TenantId, { db, now }: PublishOutbox): Promise<number> =>
  withTenant(db, tenantId, async (tx) => {
    const messages = await tx
      .select({
        id: outbox.id,
        messageId: outbox.messageId,
        event: outbox.event,
        createdAt: outbox.createdAt,
      })
      .from(outbox)
      .where(isNull(outbox.publishedAt))
      .orderBy(asc(outbox.id))
      .limit(batch)
      .for('update', { skipLocked: true });
    if (messages.length === 0) return 0;
    const endpoints = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.status, 'enabled'));
    const deliveries = messages.flatMap(({ messageId, event, createdAt }) =>
      endpoints
        .filter(({ events }) => events.length === 0 || events.includes(event as WebhookEvent))
        .map(({ id: endpointId }) => ({ tenantId, endpointId, messageId, createdAt, nextAttemptAt: now })),
    );
    if (deliveries.length > 0) await tx.insert(webhookDeliveries).values(deliveries).onConflictDoNothing();
    const ids = messages.map(({ id }) => id);
    await tx.update(outbox).set({ publishedAt: now }).where(inArray(outbox.id, ids));
    return messages.length;
  });
