import { afterOnLine, type CallDesk, type CallLine, hangUp } from './call-desk.ts';
import type { CallEvent } from './call-state.ts';
import { learnOutcome } from './learn-outcome.ts';
import { problemWords } from './problem-words.ts';
import type { LeaveCause, RoomEvents } from './room-connection.ts';

/** The server gives an agent up after 10 s; by then a session that works has one. */
const agentOverdueMs = 12_000;
/** A closed room means that the session is over; the reason should come by the socket within this. */
const outcomeWaitMs = 3_000;

/** Turns what the room tells into events of the call. */
export function followRoom(desk: CallDesk, line: CallLine): RoomEvents {
  const dispatch = (event: CallEvent): void => {
    if (desk.line === line) desk.dispatch(event);
  };
  afterOnLine(line, agentOverdueMs, () => {
    dispatch({ type: 'agent_overdue' });
    const overdue = desk.getState().problems.find((problem) => problem.kind === 'agent_overdue');
    if (overdue) desk.ports.sayAloud(problemWords(overdue).title);
  });
  return {
    onReconnecting: () => dispatch({ type: 'media_reconnecting' }),
    onReconnected: () => dispatch({ type: 'media_reconnected' }),
    onAgentPresent: (present) => dispatch({ type: 'agent_present', present }),
    onAgentState: (state) => dispatch({ type: 'room_agent_state', state }),
    onSpeakers: (speakers) => dispatch({ type: 'room_speakers', ...speakers }),
    onSoundBlocked: (blocked) => dispatch({ type: 'sound_blocked', blocked }),
    onLeft: (cause) => {
      dispatch({ type: 'room_left', cause });
      if (desk.line === line) afterLeaving(desk, line, cause);
    },
  };
}

function afterLeaving(desk: CallDesk, line: CallLine, cause: LeaveCause): void {
  if (cause === 'closed') {
    afterOnLine(line, outcomeWaitMs, () => void learnOutcome(desk, line));
    return;
  }
  void hangUp(desk);
  if (cause === 'lost' && line.sessionId) void desk.ports.client.stopSession(line.sessionId).catch(() => {});
}
