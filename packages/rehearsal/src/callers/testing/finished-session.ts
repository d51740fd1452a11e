import { newId, type SessionDetails, type TranscriptSegment } from '@parley/contracts';

const began = Date.parse('2030-01-02T03:00:00.000Z');
const at = (ms: number): string => new Date(began + ms).toISOString();

/** One turn: who, from and to which ms of the session, and what. */
export type Turn = ['agent' | 'caller', number, number, string];

/** A session that is over, as the API tells of it. */
export function finishedSession(turns: Turn[], parts: Partial<SessionDetails> = {}): SessionDetails {
  const segments = turns.map(
    ([speaker, from, to, text], seq): TranscriptSegment => ({
      segment_id: `s${seq}`,
      seq,
      speaker,
      text,
      interrupted: false,
      started_at: at(from),
      ended_at: at(to),
    }),
  );
  return {
    session_id: newId('session'),
    room: 'lobby',
    channel: 'browser',
    state: 'ended',
    end_reason: 'agent_hung_up',
    agent_id: newId('agent'),
    agent_name: 'Reception',
    agent_version_id: newId('agentVersion'),
    ticket_id: null,
    created_at: at(-1000),
    active_at: at(0),
    ended_at: at(60_000),
    outcome: 'answered',
    duration_s: 60,
    turns: segments,
    timings: [],
    tools: [],
    errors: [],
    ticket: null,
    call: null,
    recording: null,
    cost: null,
    analysis: null,
    ...parts,
  };
}
