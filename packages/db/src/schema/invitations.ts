import type { InvitationId, Role } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** Somebody asked to join a tenant. Of the link's token only its hash is kept. */
export const invitations = pgTable(
  'invitations',
  {
    id: text('id').$type<InvitationId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** SHA-256 of the token, in hexadecimal. */
    hash: text('hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('invitations_hash_key').on(table.tenantId, table.hash),
    index('invitations_tenant_created_idx').on(table.tenantId, table.createdAt),
    check('invitations_role_check', sql`${table.role} in ('owner', 'admin', 'editor', 'viewer')`),
    tenantPolicy('invitations', table.tenantId),
  ],
);
