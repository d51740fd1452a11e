import type { TenantId } from '@parley/contracts';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { identityRole, readPolicy, systemRole, tenantPolicy } from './roles.ts';

/** An account. Its own id is the tenant id. */
export const tenants = pgTable(
  'tenants',
  {
    id: text('id').$type<TenantId>().primaryKey(),
    name: text('name').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    tenantPolicy('tenants', table.id),
    readPolicy('tenants_system', systemRole),
    readPolicy('tenants_identity', identityRole),
  ],
);
