import { setTimeout as delay } from 'node:timers/promises';
import type { Room } from '@livekit/rtc-node';
import { keyCodeOf } from './key-codes.ts';

/** As long as a telephone's tone and the pause behind it, so that no two keys run into each other. */
const keyMs = 300;
/** What a `w` waits, as in LiveKit's own dialling. */
const waitMs = 500;

/**
 * Presses keys on the far end's line: the SIP service sends them as RFC 4733. `w` waits half a second.
 * @throws Error when the room does not take them
 */
export async function pressKeys(
  room: Pick<Room, 'localParticipant'>,
  keys: string,
  wait: (ms: number) => Promise<unknown> = delay,
): Promise<void> {
  for (const key of keys) {
    const code = keyCodeOf(key);
    if (code !== undefined) await room.localParticipant?.publishDtmf(code, key.toUpperCase());
    await wait(code === undefined ? waitMs : keyMs);
  }
}
