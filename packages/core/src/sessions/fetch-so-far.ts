import type { Past, SessionEvent, SessionId, SoFar } from '@parley/contracts';
import { sessionEvents, type TenantTx } from '@parley/db';
import { and, asc, eq, inArray } from 'drizzle-orm';

type ToolCall = Extract<Past, { type: 'tool' }>;

const telling = ['transcript', 'tool', 'speech_started', 'recording'] as const;

/** Where the call stands, by what is durable of it. @returns null while nothing has been said or done in it. */
export async function fetchSoFar(tx: TenantTx, sessionId: SessionId): Promise<SoFar | null> {
  const rows = await tx
    .select({ event: sessionEvents.event })
    .from(sessionEvents)
    .where(and(eq(sessionEvents.sessionId, sessionId), inArray(sessionEvents.type, [...telling])))
    .orderBy(asc(sessionEvents.seq));
  return soFarOf(rows.map(({ event }) => event));
}

/** @param events of one session, in the order of their seq */
export function soFarOf(events: SessionEvent[]): SoFar | null {
  const soFar: SoFar = { past: [], agent_spoke: false, cut: null, language: null, recording: null };
  const tools = new Map<string, ToolCall>();
  for (const event of events) {
    if (event.type === 'speech_started') {
      soFar.cut = event.speaker;
      soFar.agent_spoke ||= event.speaker === 'agent';
    } else if (event.type === 'transcript') {
      const { speaker, text, interrupted, language } = event;
      soFar.agent_spoke ||= speaker === 'agent';
      soFar.past.push({ type: 'said', speaker, text, interrupted });
      if (soFar.cut === speaker) soFar.cut = null;
      if (speaker === 'agent') soFar.language = language ?? soFar.language;
    } else if (event.type === 'recording') {
      soFar.recording = event.state === 'started' ? (event.consent ?? 'none') : 'none';
    } else if (event.type === 'tool') {
      const { call_id, name, status, result = '' } = event;
      const known = tools.get(call_id);
      if (known) {
        Object.assign(known, { status, result });
        continue;
      }
      const call: ToolCall = {
        type: 'tool',
        call_id,
        name,
        status,
        arguments: event.arguments ?? {},
        result,
      };
      tools.set(call_id, call);
      soFar.past.push(call);
    }
  }
  const isNew = soFar.past.length === 0 && soFar.cut === null && soFar.recording === null;
  return isNew ? null : soFar;
}
