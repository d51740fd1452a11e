import type { AuditEntry } from '@parley/contracts';
import { auditEntries, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';

const inputSchema = z.object({
  action: z.string().max(100).optional(),
  targetType: z.string().max(100).optional(),
  targetId: z.string().max(100).optional(),
  /** Only entries before this one. */
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

interface ListAudit {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/** The tenant's audit log, newest first. `nextBefore` asks for the page after this one. */
export async function listAudit({
  ctx,
  input,
}: ListAudit): Promise<{ entries: AuditEntry[]; nextBefore: number | null }> {
  requireScope(ctx, 'audit:read');
  const { action, targetType, targetId, before, limit } = parseInput(inputSchema, storableJson(input));
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(auditEntries)
      .where(
        and(
          action === undefined ? undefined : eq(auditEntries.action, action),
          targetType === undefined ? undefined : eq(auditEntries.targetType, targetType),
          targetId === undefined ? undefined : eq(auditEntries.targetId, targetId),
          before === undefined ? undefined : lt(auditEntries.seq, before),
        ),
      )
      .orderBy(desc(auditEntries.seq))
      .limit(limit + 1),
  );
  const entries = rows.slice(0, limit).map(toAuditEntry);
  return { entries, nextBefore: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}

const toAuditEntry = (row: typeof auditEntries.$inferSelect): AuditEntry => ({
  seq: row.seq,
  at: row.at.toISOString(),
  actor: row.actor,
  action: row.action,
  target_type: row.targetType,
  target_id: row.targetId,
  before: row.before,
  after: row.after,
  address: row.address,
  request_id: row.requestId,
  hash: row.hash,
});
