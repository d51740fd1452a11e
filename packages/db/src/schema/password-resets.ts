import type { PasswordResetId, UserId } from '@parley/contracts';
import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns.ts';
import { allPolicy, identityRole } from './roles.ts';
import { users } from './users.ts';

/** A mailed link that sets a new password once. */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: text('id').$type<PasswordResetId>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the link's token, in hexadecimal. */
    hash: text('hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    uniqueIndex('password_resets_hash_key').on(table.hash),
    allPolicy('password_resets_identity', identityRole),
  ],
);
