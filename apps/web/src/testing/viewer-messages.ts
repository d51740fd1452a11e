import {
  type SessionEvent,
  type SessionId,
  type Ticket,
  type ViewerMessage,
  viewerMessageSchema,
} from '@parley/contracts';

export const sessionId = `ses_${'1'.repeat(32)}` as SessionId;
const began = Date.parse('2026-11-03T14:00:00.000Z');
export const at = (ms: number): string => new Date(began + ms).toISOString();

type Draft<E> = E extends { type: string } ? Partial<E> & Pick<E, 'type' & keyof E> : never;

/** A message as the socket would bring it, checked against the contract. `seq` is also its time in ms. */
export function viewerMessage(seq: number, event: Draft<SessionEvent>): ViewerMessage {
  return viewerMessageSchema.parse({
    v: 1,
    session_id: sessionId,
    seq,
    at: at(seq),
    ...defaults(seq, event),
    ...event,
  });
}

function defaults(seq: number, event: Draft<SessionEvent>): object {
  switch (event.type) {
    case 'transcript':
      return {
        speaker: 'agent',
        text: 'Hello',
        final: true,
        segment_id: `s-${seq}`,
        started_at: at(seq),
        ended_at: at(seq),
      };
    case 'turn_timing':
      return {
        endpointing_ms: null,
        stt_ms: null,
        llm_first_token_ms: null,
        tts_first_audio_ms: null,
        total_ms: null,
      };
    default:
      return {};
  }
}

export const ticket: Ticket = {
  ticket_id: `tkt_${'2'.repeat(32)}` as Ticket['ticket_id'],
  session_id: sessionId,
  status: 'open',
  name: 'John Smith',
  phone: '555 0142',
  property: '12 Oak Street',
  reason: 'The kitchen sink is leaking',
  summary: null,
  evidence: {},
  created_at: at(0),
};
