import type { AuditActor } from '@parley/contracts';
import { auditEntries, auditHeads, type TenantTx } from '@parley/db';
import { eq, sql } from 'drizzle-orm';
import type { Actor, ServiceContext } from '../context.ts';
import { storableJson } from '../storable.ts';
import { type AuditRecord, auditHash, headSeal } from './audit-hash.ts';
import { maskSecrets } from './mask-secrets.ts';

type Fields = Record<string, unknown>;

export interface AuditInput {
  /** `ticket.create`, … */
  action: string;
  target: { type: string; id: string };
  /** The fields that change, as they were; left out when the target was not there. */
  before?: Fields | undefined;
  /** The same fields as they are now; left out when the target is gone. */
  after?: Fields | undefined;
  /** When it is not the context's own. */
  actor?: AuditActor;
}

/**
 * Writes who did what, in the transaction that does it. To be called last: it holds the tenant's chain until the
 * transaction ends.
 */
export async function appendAudit(tx: TenantTx, ctx: ServiceContext, input: AuditInput): Promise<void> {
  const { tenantId } = ctx.actor;
  const [head] = await tx
    .insert(auditHeads)
    .values({ tenantId, seq: 1, hash: '' })
    .onConflictDoUpdate({ target: auditHeads.tenantId, set: { seq: sql`${auditHeads.seq} + 1` } })
    .returning();
  if (!head) throw new Error('the audit log was not found');
  const record: AuditRecord = {
    seq: head.seq,
    at: ctx.now(),
    actor: input.actor ?? auditActorOf(ctx.actor),
    action: input.action,
    targetType: input.target.type,
    targetId: input.target.id,
    before: toKept(input.before),
    after: toKept(input.after),
    address: ctx.origin?.address ?? null,
    requestId: ctx.origin?.requestId ?? null,
  };
  const hash = auditHash(record, { key: ctx.auditKey, tenantId, previous: head.hash });
  await tx.insert(auditEntries).values({ ...record, tenantId, hash });
  const of = { key: ctx.auditKey, tenantId };
  // A head that somebody set back is not sealed again: what was cut off would never be missed.
  const isOurs = head.seq === 1 || head.seal === headSeal({ seq: head.seq - 1, hash: head.hash }, of);
  const seal = isOurs ? headSeal({ seq: head.seq, hash }, of) : head.seal;
  await tx.update(auditHeads).set({ hash, seal }).where(eq(auditHeads.tenantId, tenantId));
}

const toKept = (fields: Fields | undefined): Fields | null =>
  fields ? (storableJson(JSON.parse(JSON.stringify(maskSecrets(fields)))) as Fields) : null;

export function auditActorOf(actor: Actor): AuditActor {
  switch (actor.type) {
    case 'user':
      return { type: 'user', id: actor.userId };
    case 'apiKey':
      return { type: 'api_key', id: actor.keyId };
    case 'publishableKey':
      return { type: 'publishable_key', id: actor.keyId };
    case 'worker':
      return { type: 'worker', id: actor.sessionId };
    case 'system':
      return { type: 'system' };
  }
}
