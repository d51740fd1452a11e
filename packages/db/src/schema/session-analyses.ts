import type { AnalysisState, CallAnalysis, SessionId, UnanalyzedReason } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { sessions } from './sessions.ts';

/** What a try has taken of a model. */
export interface AnalysisUsage {
  provider: string;
  model: string;
  input_tokens: number;
  cached_input_tokens: number;
  output_tokens: number;
}

/** What a language model makes of a session that is over, or why there is nothing. Queued when the session ends. */
export const sessionAnalyses = pgTable(
  'session_analyses',
  {
    tenantId: tenantId(),
    sessionId: text('session_id').$type<SessionId>().notNull(),
    /** From 1; a later one replaces none. */
    version: integer('version').notNull(),
    state: text('state').$type<AnalysisState>().notNull(),
    reason: text('reason').$type<UnanalyzedReason>(),
    message: text('message'),
    attempts: integer('attempts').notNull().default(0),
    /** When it is due; while it is being made, when it is to be made anew should its process be gone. */
    nextAttemptAt: instant('next_attempt_at'),
    model: text('model'),
    turnsRead: integer('turns_read'),
    turnsTotal: integer('turns_total'),
    result: jsonb('result').$type<CallAnalysis>(),
    /** Of all its tries, also of those that came to nothing. */
    usage: jsonb('usage').$type<AnalysisUsage[]>().notNull().default([]),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.sessionId, table.version] }),
    index('session_analyses_due_idx').on(table.nextAttemptAt).where(sql`state = 'pending'`),
    uniqueIndex('session_analyses_pending_key')
      .on(table.tenantId, table.sessionId)
      .where(sql`state = 'pending'`),
    check('session_analyses_state_check', sql`${table.state} in ('done', 'failed', 'skipped', 'pending')`),
    foreignKey({
      name: 'session_analyses_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    tenantPolicy('session_analyses', table.tenantId),
    readPolicy('session_analyses_system', systemRole),
  ],
);
