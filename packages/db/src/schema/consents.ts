import type { CallPurpose, ConsentId, GivenConsentLevel } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** What people have agreed to be called for, and what proves it. Of one number there may be several. */
export const consents = pgTable(
  'consents',
  {
    id: text('id').$type<ConsentId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** E.164. */
    number: text('number').notNull(),
    purpose: text('purpose').$type<CallPurpose>().notNull(),
    level: text('level').$type<GivenConsentLevel>().notNull(),
    givenAt: instant('given_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    source: text('source').notNull(),
    evidence: text('evidence').notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    index('consents_number_idx').on(table.tenantId, table.number),
    index('consents_tenant_id_idx').on(table.tenantId, table.id),
    check('consents_purpose_check', sql`${table.purpose} in ('informational', 'marketing')`),
    check('consents_level_check', sql`${table.level} in ('express', 'express_written')`),
    tenantPolicy('consents', table.tenantId),
  ],
);
