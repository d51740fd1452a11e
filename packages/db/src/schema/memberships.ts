import type { Role, UserId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, revision, tenantId } from './columns.ts';
import { identityRole, readPolicy, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';
import { users } from './users.ts';

/** Who belongs to a tenant, and as what. */
export const memberships = pgTable(
  'memberships',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    revision: revision(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.userId] }),
    index('memberships_user_idx').on(table.userId),
    check('memberships_role_check', sql`${table.role} in ('owner', 'admin', 'editor', 'viewer')`),
    tenantPolicy('memberships', table.tenantId),
    readPolicy('memberships_identity', identityRole),
  ],
);
