import type { AgentConfig, AgentId, AgentStatus } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** An agent; what it says and does on calls is in its published versions, one of which serves. */
export const agents = pgTable(
  'agents',
  {
    id: text('id').$type<AgentId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    status: text('status').$type<AgentStatus>().notNull().default('draft'),
    /** What is being worked on; callers do not hear it. */
    draft: jsonb('draft').$type<AgentConfig>().notNull(),
    /** The number of the version that serves; null: nothing is published. */
    publishedVersion: integer('published_version'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Set when the agent takes no more calls. */
    archivedAt: instant('archived_at'),
  },
  (table) => [
    unique('agents_tenant_key').on(table.tenantId, table.id),
    index('agents_tenant_created_idx').on(table.tenantId, table.createdAt),
    check('agents_status_check', sql`${table.status} in ('draft', 'active', 'inactive')`),
    check('agents_active_check', sql`${table.status} = 'draft' or ${table.publishedVersion} is not null`),
    tenantPolicy('agents', table.tenantId),
  ],
);
