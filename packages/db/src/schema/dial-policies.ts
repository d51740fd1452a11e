import type { DialPolicyInput, TenantId } from '@parley/contracts';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, revision, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** What a tenant's calls out may be. A tenant without a row dials nothing. */
export const dialPolicies = pgTable(
  'dial_policies',
  {
    tenantId: text('tenant_id')
      .$type<TenantId>()
      .primaryKey()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    /** As it was written: what it leaves out is what the schema says by now. */
    policy: jsonb('policy').$type<DialPolicyInput>().notNull(),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [tenantPolicy('dial_policies', table.tenantId)],
);
