import type { TranscriptWatch } from '@parley/api-client';
import type { CallEvent, CallState } from './call-state.ts';
import type { CallPorts } from './create-call.ts';
import type { RoomConnection } from './room-connection.ts';

/** What one call holds open. A new object for each call: whoever holds an old one is late. */
export interface CallLine {
  sessionId?: string;
  room?: RoomConnection;
  watch?: TranscriptWatch;
  timers: Set<ReturnType<typeof setTimeout>>;
}

/** What the verbs of a call share. */
export interface CallDesk {
  ports: CallPorts;
  getState(): CallState;
  dispatch(event: CallEvent): void;
  line: CallLine;
}

export const newLine = (): CallLine => ({ timers: new Set() });

/** Runs `what` after a while, unless the line is hung up first. */
export function afterOnLine(line: CallLine, ms: number, what: () => void): void {
  const timer = setTimeout(() => {
    line.timers.delete(timer);
    what();
  }, ms);
  line.timers.add(timer);
}

/**
 * Leaves the room and lets the microphone go. Safe to repeat.
 * The transcript is watched on: what was said last may still come, and the server closes that socket.
 */
export async function hangUp(desk: CallDesk): Promise<void> {
  const { line } = desk;
  for (const timer of line.timers) clearTimeout(timer);
  line.timers.clear();
  desk.ports.microphone.close();
  await line.room?.leave().catch(() => {});
}
