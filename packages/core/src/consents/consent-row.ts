import type { ConsentRecord } from '@parley/contracts';
import type { consents } from '@parley/db';

export type ConsentRow = typeof consents.$inferSelect;

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toConsent = (row: ConsentRow): ConsentRecord => ({
  consent_id: row.id,
  number: row.number,
  purpose: row.purpose,
  level: row.level,
  given_at: row.givenAt.toISOString(),
  expires_at: time(row.expiresAt),
  revoked_at: time(row.revokedAt),
  source: row.source,
  evidence: row.evidence,
  created_at: row.createdAt.toISOString(),
});
