import type { RefreshTokenId, UserId } from '@parley/contracts';
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { allPolicy, identityRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';
import { users } from './users.ts';

/** One step of a log-in's life: each refresh uses a token up and makes the family's next. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    id: text('id').$type<RefreshTokenId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The id of the log-in's first token. */
    familyId: text('family_id').$type<RefreshTokenId>().notNull(),
    /** SHA-256 of the token, in hexadecimal. */
    hash: text('hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    /** Set once: a token that is shown again was stolen, and ends its family. */
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('refresh_tokens_hash_key').on(table.hash),
    index('refresh_tokens_tenant_user_idx').on(table.tenantId, table.userId),
    index('refresh_tokens_family_idx').on(table.familyId),
    tenantPolicy('refresh_tokens', table.tenantId),
    allPolicy('refresh_tokens_identity', identityRole),
  ],
);
