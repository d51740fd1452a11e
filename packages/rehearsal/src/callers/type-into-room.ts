import type { Room } from '@livekit/rtc-node';
import type { Clock, Mouth } from './mouth.ts';
import { pressInRoom } from './press-in-room.ts';

/** Types instead of speaking: LiveKit's chat text stream, which agents read as the caller's turn. */
export function typeIntoRoom({ room, clock }: { room: Room; clock: Clock }): Mouth {
  return {
    async say(text, { cutAfterMs } = {}) {
      const startMs = clock();
      if (cutAfterMs === undefined) await room.localParticipant?.sendText(text, { topic: 'lk.chat' });
      return { text, startMs, endMs: clock(), cut: cutAfterMs !== undefined };
    },
    press: (keys) => pressInRoom(room, keys),
    close: async () => {},
  };
}
