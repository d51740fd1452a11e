import type { AgentId } from '@parley/contracts';
import { index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** An agent; what it says and does is in its versions, the newest of which serves. */
export const agents = pgTable(
  'agents',
  {
    id: text('id').$type<AgentId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    createdAt: createdAt(),
    /** Set when the agent takes no more calls. */
    archivedAt: instant('archived_at'),
  },
  (table) => [
    unique('agents_tenant_key').on(table.tenantId, table.id),
    index('agents_tenant_created_idx').on(table.tenantId, table.createdAt),
    tenantPolicy('agents', table.tenantId),
  ],
);
