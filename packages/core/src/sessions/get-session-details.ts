import type { ModelUsage, SessionDetails, SessionEvent, SessionId, ToolCall } from '@parley/contracts';
import { calls, sessionEvents, tickets, withTenant } from '@parley/db';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { findAnalysis } from '../analyses/analysis-row.ts';
import { analysisUsage } from '../analyses/analysis-usage.ts';
import type { ServiceContext } from '../context.ts';
import { findRecordingRow, toRecording } from '../recordings/recording-row.ts';
import { toTicketRecord } from '../tickets/to-ticket.ts';
import type { StoredEvent } from './append-events.ts';
import { noPrices } from './price-table.ts';
import { sessionCost } from './session-cost.ts';
import { outcomesOf } from './session-outcome.ts';
import { fetchSessionRow } from './session-row.ts';
import { byStart, toSegment } from './to-segment.ts';
import { toSessionRecord } from './to-session-record.ts';

interface GetSessionDetails {
  ctx: ServiceContext;
  sessionId: SessionId;
}

const shown = ['transcript', 'turn_timing', 'tool', 'error', 'usage'] as const;

/**
 * One session whole: what was said, how long each turn took, which tools were called, the ticket, and what it cost.
 * @throws DomainError `NOT_FOUND`
 */
export async function getSessionDetails({ ctx, sessionId }: GetSessionDetails): Promise<SessionDetails> {
  requireScope(ctx, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const now = ctx.now();
    const row = await fetchSessionRow(tx, sessionId);
    const outcomes = await outcomesOf(tx, [sessionId]);
    const rows = await tx
      .select({
        seq: sessionEvents.seq,
        at: sessionEvents.at,
        event: sessionEvents.event,
        jobId: sessionEvents.source,
      })
      .from(sessionEvents)
      .where(and(eq(sessionEvents.sessionId, sessionId), inArray(sessionEvents.type, [...shown])))
      .orderBy(asc(sessionEvents.seq));
    const events = rows.map(({ at, ...stored }) => ({ ...stored, at: at.toISOString() }));
    const [ticket] = await tx.select().from(tickets).where(eq(tickets.sessionId, sessionId));
    const [call] = await tx.select().from(calls).where(eq(calls.sessionId, sessionId));
    const recording = await findRecordingRow(tx, sessionId);
    return {
      ...toSessionRecord(row, outcomes.get(sessionId) ?? null),
      turns: events.flatMap(toSegment).sort(byStart),
      timings: events.flatMap(timingOf),
      tools: toolCalls(events),
      errors: events.flatMap(errorOf),
      ticket: ticket ? toTicketRecord(ticket) : null,
      call: call
        ? { call_id: call.id, direction: call.direction, from: call.fromNumber, to: call.toNumber }
        : null,
      recording: recording ? toRecording(recording) : null,
      cost: sessionCost(
        {
          models: [...usageByJob(rows), ...(await analysisUsage(tx, sessionId))],
          seconds: secondsBetween(row.activeAt, row.endedAt ?? now),
          call: call
            ? {
                direction: call.direction,
                seconds: secondsBetween(call.answeredAt, call.endedAt ?? now),
                costCents: call.costCents,
              }
            : null,
        },
        ctx.prices ?? noPrices,
      ),
      analysis: (await findAnalysis(tx, sessionId)) ?? null,
    };
  });
}

function timingOf({ at, event }: StoredEvent): SessionDetails['timings'] {
  if (event.type !== 'turn_timing') return [];
  const { type, ...timing } = event;
  return [{ at, ...timing }];
}

const errorOf = ({ at, event }: StoredEvent): SessionDetails['errors'] =>
  event.type === 'error' ? [{ at, source: event.source, message: event.message }] : [];

/** Of each job the newest, which counts from the job's beginning. */
function usageByJob(rows: { jobId: string | null; event: SessionEvent }[]): ModelUsage[] {
  const newest = new Map<string | null, ModelUsage[]>();
  for (const { jobId, event } of rows) if (event.type === 'usage') newest.set(jobId, event.models);
  return [...newest.values()].flat();
}

const secondsBetween = (from: Date | null, to: Date): number =>
  from ? (to.getTime() - from.getTime()) / 1000 : 0;

/** A call is reported when it starts and when it is done, by one id. */
function toolCalls(events: StoredEvent[]): ToolCall[] {
  const calls = new Map<string, ToolCall>();
  for (const { at, event } of events) {
    if (event.type !== 'tool') continue;
    const { call_id, name, status } = event;
    const known = calls.get(call_id);
    calls.set(call_id, {
      call_id,
      name,
      status,
      arguments: event.arguments ?? known?.arguments ?? null,
      result: event.result ?? known?.result ?? null,
      started_at: known?.started_at ?? at,
      ended_at: status === 'started' ? null : at,
    });
  }
  return [...calls.values()];
}
