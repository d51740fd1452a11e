import type { WebhookEndpoint, WebhookEndpointId } from '@parley/contracts';
import { type TenantTx, webhookEndpoints } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

export const toEndpoint = (row: EndpointRow): WebhookEndpoint => ({
  endpoint_id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  status: row.status,
  disabled_reason: row.disabledReason,
  failing_since: row.failingSince?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** What stands in the audit log of an endpoint. */
export const auditFieldsOf = ({ url, description, events, status }: EndpointRow) => ({
  url,
  description,
  events,
  status,
});

/** @throws DomainError `NOT_FOUND`, also for another tenant's endpoint. */
export async function lockEndpoint(tx: TenantTx, id: WebhookEndpointId): Promise<EndpointRow> {
  const [row] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)).for('update');
  if (!row) throw notFound('webhook endpoint');
  return row;
}
