import type {
  AgentId,
  AgentVersionId,
  CallPurpose,
  CampaignId,
  CampaignRetries,
  CampaignState,
  OpeningHours,
  PhoneNumberId,
} from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** Many people to be called by one agent, at a pace and within a window. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: text('id').$type<CampaignId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    state: text('state').$type<CampaignState>().notNull(),
    agentId: text('agent_id').$type<AgentId>().notNull(),
    /** Frozen at the start. */
    agentVersionId: text('agent_version_id').$type<AgentVersionId>(),
    agentVersion: integer('agent_version'),
    /** The number may go; then no call goes out any more. */
    numberId: text('number_id').$type<PhoneNumberId>(),
    fromNumber: text('from_number').notNull(),
    purpose: text('purpose').$type<CallPurpose>().notNull(),
    callingWindow: jsonb('calling_window').$type<OpeningHours | null>(),
    callsPerMinute: integer('calls_per_minute').notNull(),
    concurrency: integer('concurrency').notNull(),
    retries: jsonb('retries').$type<CampaignRetries>().notNull(),
    mostAttempts: integer('most_attempts').notNull(),
    bestTime: text('best_time').$type<'as_due' | 'vary'>().notNull(),
    /** The pace allows no call before. */
    nextSlotAt: instant('next_slot_at'),
    /** When its last call was asked for: of several campaigns, the one that has waited longest is next. */
    filledAt: instant('filled_at'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('campaigns_tenant_key').on(table.tenantId, table.id),
    index('campaigns_running_idx').on(table.state, table.tenantId),
    check(
      'campaigns_state_check',
      sql`${table.state} in ('draft', 'running', 'paused', 'stopped', 'completed')`,
    ),
    check('campaigns_purpose_check', sql`${table.purpose} in ('informational', 'marketing')`),
    check('campaigns_best_time_check', sql`${table.bestTime} in ('as_due', 'vary')`),
    foreignKey({
      name: 'campaigns_agent_fk',
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }),
    tenantPolicy('campaigns', table.tenantId),
    readPolicy('campaigns_system', systemRole),
  ],
);
