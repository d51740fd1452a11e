import type { WebhookEndpointId } from '@parley/contracts';
import { type TenantTx, webhookDeliveries } from '@parley/db';
import { and, eq } from 'drizzle-orm';

/** What still waits for an endpoint that is disabled is given up; people may send it again. */
export async function failPending(tx: TenantTx, endpointId: WebhookEndpointId): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ state: 'failed', nextAttemptAt: null, lastError: 'The endpoint was disabled.' })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, 'pending')));
}
