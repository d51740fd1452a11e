import type { TenantId } from '@parley/contracts';
import { auditEntries, auditHeads, type Database, withTenant } from '@parley/db';
import { asc, gt } from 'drizzle-orm';
import { demoTenantId, otherTenantId } from '../demo/demo-credentials.ts';
import { auditHash, headSeal } from './audit-hash.ts';

const page = 1_000;
/** The seeded ones. Every other tenant's log begins with its making. */
const begunWithout: readonly TenantId[] = [demoTenantId, otherTenantId];

export type AuditVerdict =
  | { ok: true; entries: number }
  /** `seq`: the first entry that is not as it was written, or is missing. */
  | { ok: false; seq: number; problem: 'changed' | 'missing' | 'cut_off' | 'beyond_head' };

interface VerifyAudit {
  db: Database;
  tenantId: TenantId;
  auditKey: Uint8Array;
}

/** Walks a tenant's chain from its beginning to its end. */
export function verifyAudit({ db, tenantId, auditKey: key }: VerifyAudit): Promise<AuditVerdict> {
  return withTenant(db, tenantId, async (tx): Promise<AuditVerdict> => {
    // Read first: what is added meanwhile lies beyond it.
    const [head] = await tx.select().from(auditHeads);
    let last = { seq: 0, hash: '' };
    for (;;) {
      const entries = await tx
        .select()
        .from(auditEntries)
        .where(gt(auditEntries.seq, last.seq))
        .orderBy(asc(auditEntries.seq))
        .limit(page);
      for (const { hash, tenantId: _, ...record } of entries) {
        if (record.seq !== last.seq + 1) return { ok: false, seq: last.seq + 1, problem: 'missing' };
        // Somebody may take all of it away, but not begin it as it was.
        if (record.seq === 1 && record.action !== 'tenant.create' && !begunWithout.includes(tenantId)) {
          return { ok: false, seq: 1, problem: 'missing' };
        }
        if (auditHash(record, { key, tenantId, previous: last.hash }) !== hash) {
          return { ok: false, seq: record.seq, problem: 'changed' };
        }
        last = { seq: record.seq, hash };
        if (head?.seq === last.seq && head.hash !== hash) {
          return { ok: false, seq: last.seq, problem: 'changed' };
        }
      }
      if (entries.length < page) break;
    }
    if (last.seq < (head?.seq ?? 0)) return { ok: false, seq: last.seq + 1, problem: 'cut_off' };
    // An entry and its head are written together, so by now the head has come as far as the last entry that was seen.
    const [headNow] = await tx.select().from(auditHeads);
    if (last.seq > (headNow?.seq ?? 0))
      return { ok: false, seq: (headNow?.seq ?? 0) + 1, problem: 'beyond_head' };
    if (last.seq === 0)
      return begunWithout.includes(tenantId)
        ? { ok: true, entries: 0 }
        : { ok: false, seq: 1, problem: 'cut_off' };
    // Whoever cuts off the end can set the head back with it, but not seal it again.
    if (
      headNow?.seal !== headSeal({ seq: headNow?.seq ?? 0, hash: headNow?.hash ?? '' }, { key, tenantId })
    ) {
      return { ok: false, seq: last.seq + 1, problem: 'cut_off' };
    }
    return { ok: true, entries: last.seq };
  });
}
