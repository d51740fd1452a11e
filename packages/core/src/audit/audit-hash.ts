import { createHmac } from 'node:crypto';
import type { AuditActor, TenantId } from '@parley/contracts';

/** All that is kept of an entry beside its hash. */
export interface AuditRecord {
  seq: number;
  at: Date;
  actor: AuditActor;
  action: string;
  targetType: string;
  targetId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  address: string | null;
  requestId: string | null;
}

/** HMAC-SHA-256 over the entry, its tenant, and the hash of the entry before it (empty for the first). */
export function auditHash(
  record: AuditRecord,
  { key, tenantId, previous }: { key: Uint8Array; tenantId: TenantId; previous: string },
): string {
  const { seq, at, actor, action, targetType, targetId, before, after, address, requestId } = record;
  const parts = [previous, tenantId, seq, at.toISOString(), actor, action, targetType, targetId];
  const text = canonicalJson([...parts, before, after, address, requestId]);
  return createHmac('sha256', key).update(text).digest('hex');
}

/** HMAC-SHA-256 over where a tenant's chain ends. */
export const headSeal = (
  head: { seq: number; hash: string },
  { key, tenantId }: { key: Uint8Array; tenantId: TenantId },
): string =>
  createHmac('sha256', key)
    .update(canonicalJson(['head', tenantId, head.seq, head.hash]))
    .digest('hex');

/** JSON with sorted keys: jsonb keeps no order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
