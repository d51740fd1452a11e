import type { TenantId, TenantQuotas, TenantSettings, TenantStatus } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, revision, updatedAt } from './columns.ts';
import { identityRole, readPolicy, systemRole, tenantPolicy } from './roles.ts';

/** An account. Its own id is the tenant id. */
export const tenants = pgTable(
  'tenants',
  {
    id: text('id').$type<TenantId>().primaryKey(),
    name: text('name').notNull(),
    /** A suspended tenant's calls are refused politely; its data stays. */
    status: text('status').$type<TenantStatus>().notNull().default('active'),
    settings: jsonb('settings').$type<TenantSettings>().notNull().default({}),
    quotas: jsonb('quotas').$type<TenantQuotas>().notNull().default({}),
    /** Addresses and networks (CIDR) that the API answers; empty: all. */
    allowedAddresses: jsonb('allowed_addresses').$type<string[]>().notNull().default([]),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('tenants_status_check', sql`${table.status} in ('active', 'suspended')`),
    tenantPolicy('tenants', table.id),
    readPolicy('tenants_system', systemRole),
    readPolicy('tenants_identity', identityRole),
  ],
);
