import type {
  AgentId,
  AgentVersionId,
  AnswerWith,
  Channel,
  EndReason,
  SessionId,
  SessionState,
} from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { agentVersions } from './agent-versions.ts';
import { agents } from './agents.ts';
import { createdAt, instant, tenantId } from './columns.ts';
import { readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** A conversation between a caller and an agent. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').$type<SessionId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** The room as the tenant calls it; in LiveKit it is `${tenantId}.${room}`. */
    room: text('room').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    state: text('state').$type<SessionState>().notNull(),
    endReason: text('end_reason').$type<EndReason>(),
    agentId: text('agent_id').$type<AgentId>().notNull(),
    agentVersionId: text('agent_version_id').$type<AgentVersionId>().notNull(),
    systemPrompt: text('system_prompt'),
    /** What the caller is told in place of a conversation; null: the agent answers as it is configured. */
    answerWith: text('answer_with').$type<AnswerWith>(),
    /** Of the newest stored event; see docs/adr/0002-event-sequence.md. */
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
    activeAt: instant('active_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    unique('sessions_tenant_key').on(table.tenantId, table.id),
    uniqueIndex('sessions_live_room_key')
      .on(table.tenantId, table.room)
      .where(sql`state not in ('ended', 'failed')`),
    index('sessions_tenant_created_idx').on(table.tenantId, table.createdAt),
    index('sessions_live_idx').on(table.state).where(sql`state not in ('ended', 'failed')`),
    check(
      'sessions_state_check',
      sql`${table.state} in ('created', 'connecting', 'active', 'ending', 'ended', 'failed')`,
    ),
    check(
      'sessions_answer_with_check',
      sql`${table.answerWith} in ('voicemail', 'closed_message', 'unavailable_message')`,
    ),
    foreignKey({
      name: 'sessions_agent_fk',
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }),
    foreignKey({
      name: 'sessions_agent_version_fk',
      columns: [table.tenantId, table.agentVersionId],
      foreignColumns: [agentVersions.tenantId, agentVersions.id],
    }),
    tenantPolicy('sessions', table.tenantId),
    readPolicy('sessions_system', systemRole),
  ],
);
