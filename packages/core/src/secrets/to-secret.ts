import type { Secret } from '@parley/contracts';
import type { tenantSecrets } from '@parley/db';

export const toSecret = (row: typeof tenantSecrets.$inferSelect): Secret => ({
  secret_id: row.id,
  provider: row.provider,
  hint: row.hint,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
