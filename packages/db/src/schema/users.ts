import type { UserId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { pgPolicy, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns.ts';
import { allPolicy, appRole, identityRole } from './roles.ts';

/** A person, the same in every tenant. A tenant sees its members only and can change none. */
export const users = pgTable(
  'users',
  {
    id: text('id').$type<UserId>().primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    /** argon2id, in PHC format. */
    passwordHash: text('password_hash').notNull(),
    createdAt: createdAt(),
    /** When it was proven that the person reads the address's mail, or that was not asked for; before, nobody logs in. */
    confirmedAt: instant('confirmed_at').defaultNow(),
  },
  (table) => [
    uniqueIndex('users_email_key').on(sql`lower(${table.email})`),
    pgPolicy('users_members', {
      for: 'select',
      to: appRole,
      using: sql`exists (select 1 from memberships where memberships.user_id = ${table.id})`,
    }),
    allPolicy('users_identity', identityRole),
  ],
);
