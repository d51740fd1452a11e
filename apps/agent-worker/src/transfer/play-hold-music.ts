import type { Room } from '@livekit/rtc-node';
import { holdMusic, musicRate } from './hold-music.ts';
import { publishOwnTrack } from './own-track.ts';

/**
 * Plays music to who is on hold, until `signal` aborts. Resolves when it is silent.
 * @param announced what it waits for; the track is there by then, so that nobody hears a gap.
 */
export async function playHoldMusic(
  room: Pick<Room, 'localParticipant'>,
  { announced, signal }: { announced: Promise<void>; signal: AbortSignal },
): Promise<void> {
  const track = await publishOwnTrack(room, { name: 'hold-music', sampleRate: musicRate });
  try {
    await announced;
    for (const samples of holdMusic()) {
      if (signal.aborted) return;
      await track.push(samples);
    }
  } finally {
    await track.close();
  }
}
