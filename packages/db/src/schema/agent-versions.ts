import type { AgentConfig, AgentId, AgentVersionId, AuditActor } from '@parley/contracts';
import { foreignKey, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { createdAt, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';

/** An agent's configuration as it was; never changed, so that a session's stays what it was. */
export const agentVersions = pgTable(
  'agent_versions',
  {
    id: text('id').$type<AgentVersionId>().primaryKey(),
    tenantId: tenantId(),
    agentId: text('agent_id').$type<AgentId>().notNull(),
    /** Counts from 1 within the agent. */
    version: integer('version').notNull(),
    config: jsonb('config').$type<AgentConfig>().notNull(),
    note: text('note').notNull().default(''),
    /** The version that this one repeats, after a roll-back. */
    restoredFrom: integer('restored_from'),
    /** Null for those made before this was kept. */
    publishedBy: jsonb('published_by').$type<AuditActor>(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('agent_versions_tenant_key').on(table.tenantId, table.id),
    unique('agent_versions_number_key').on(table.tenantId, table.agentId, table.version),
    foreignKey({
      name: 'agent_versions_agent_fk',
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }).onDelete('cascade'),
    tenantPolicy('agent_versions', table.tenantId),
  ],
);
