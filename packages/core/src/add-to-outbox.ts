import { newId } from '@parley/contracts';
import { outbox, type TenantTx } from '@parley/db';
import type { ServiceContext } from './context.ts';

export type OutboxEvent =
  | 'agent.published'
  | 'call.state_changed'
  | 'call.transferred'
  | 'call.transfer_failed'
  | 'campaign.contact_settled'
  | 'campaign.state_changed'
  | 'session.started'
  | 'session.ended'
  | 'session.analyzed'
  | 'ticket.created'
  | 'ticket.updated'
  | 'transcript.final';

export interface OutboxEntry {
  event: OutboxEvent;
  payload: Record<string, unknown>;
}

/** Leaves word for others, in the transaction that makes it true. */
export async function addToOutbox(tx: TenantTx, ctx: ServiceContext, entries: OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  await tx.insert(outbox).values(
    entries.map((entry) => ({
      tenantId,
      createdAt: now,
      messageId: newId('webhookMessage', now.getTime()),
      ...entry,
    })),
  );
}
