import type { SessionFilters } from '@parley/contracts';
import { sessions } from '@parley/db';
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { instantOf } from '../instant-of.ts';
import { saidQuery } from './said-query.ts';
import { sessionOutcome } from './session-outcome.ts';

/** The filters as one condition, for queries that join sessions and tickets; none gives none. */
export const sessionConditions = (filters: SessionFilters): SQL | undefined => {
  const { agent_id, channel, state, outcome, from, to, q } = filters;
  return and(
    agent_id && eq(sessions.agentId, agent_id),
    channel && eq(sessions.channel, channel),
    state && eq(sessions.state, state),
    outcome && sql`${sessionOutcome} = ${outcome}`,
    from === undefined ? undefined : gte(sessions.createdAt, instantOf(from)),
    to === undefined ? undefined : lt(sessions.createdAt, instantOf(to)),
    q === undefined ? undefined : saidIn(q),
  );
};

const saidIn = (q: string): SQL => sql`${sessions.id} in (
  select said.session_id from session_events as said
  where said.segment_id is not null and said.words @@ ${saidQuery(q)})`;
