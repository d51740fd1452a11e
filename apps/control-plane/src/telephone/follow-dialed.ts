import { lookUp, note, pause, putDown } from './call-books.ts';
import type { CallKey, DialerContext } from './dialer-context.ts';
import { sipStatusInRoom } from './sip-status-in-room.ts';

/**
 * Follows a call that was dialled, or may have been, by a dial of which nothing more will be heard: only the room can
 * tell. A telephone that is there goes on; one that is not leaves a call that nobody can judge: it is parked, and is
 * never dialled again unless people say so.
 * @param why for people: why nothing more will be heard
 */
export async function followDialed(context: DialerContext, key: CallKey, why: string): Promise<void> {
  const { clock, rooms, timings } = context;
  const giveUpAt = clock.now() + timings.unansweredMs;
  let missingSince: number | undefined;
  while (!context.stopping()) {
    const current = await lookUp(context, key);
    if (current?.state !== 'dialing' && current?.state !== 'ringing') return;
    const { session } = current;
    const status = session ? await sipStatusInRoom(rooms, session.livekitRoom) : 'gone';
    const now = clock.now();
    if (status === 'active') return note(context, key, { now: 'active' });
    if (status === 'ringing') await note(context, key, { now: 'ringing' });
    // Without LiveKit's word a telephone is neither there nor missing.
    if (status !== 'unknown') missingSince = status === 'gone' ? (missingSince ?? now) : undefined;
    const missing = missingSince !== undefined && now - missingSince >= timings.missingMs;
    if (missing || now >= giveUpAt) {
      await note(context, key, { now: 'parked', detail: why });
      return putDown(context, session);
    }
    await pause(context, timings.pollMs);
  }
}
