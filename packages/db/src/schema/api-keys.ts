import type { ApiKeyId } from '@parley/contracts';
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** A tenant's API keys; of the key itself only its hash is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').$type<ApiKeyId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256 of the whole key, in hexadecimal. */
    hash: text('hash').notNull(),
    createdAt: createdAt(),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('api_keys_hash_key').on(table.hash),
    index('api_keys_tenant_idx').on(table.tenantId, table.hash),
    tenantPolicy('api_keys', table.tenantId),
  ],
);
