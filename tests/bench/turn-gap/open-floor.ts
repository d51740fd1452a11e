import type { LivekitServer } from '../../harness/start-stack.ts';
import { guestToken } from '../phone/guest-token.ts';
import { joinAsEcho } from '../phone/join-as-echo.ts';
import { joinCall } from './join-call.ts';
import { questionSampleRate } from './questions.ts';

const beepMs = 100;
const frameMs = 10;
const hertz = 440;
const quietMs = 300;
const withinMs = 5_000;

export interface Floor {
  /** @returns milliseconds from a sound being published to its echo being heard */
  measure(): Promise<number>;
  close(): Promise<void>;
}

/** The least that a silence can be: the way to somebody in the room who says at once what is heard, and back. */
export async function openFloor(livekit: LivekitServer): Promise<Floor> {
  const room = `floor-${crypto.randomUUID()}`;
  const echo = await joinAsEcho(livekit, room);
  const token = await guestToken(livekit, room, 'caller');
  const { microphone, ear, leave } = await joinCall({
    url: livekit.url,
    token,
    sampleRate: questionSampleRate,
  });
  const beep = Int16Array.from({ length: (questionSampleRate * beepMs) / 1000 }, (_, index) =>
    Math.round(9_000 * Math.sin((2 * Math.PI * hertz * index) / questionSampleRate)),
  );
  const measure = async (): Promise<number> => {
    await ear.quietFor(quietMs, withinMs);
    const heard = ear.nextAudible(withinMs);
    const lastAt = await microphone.speak(beep);
    const heardAt = await heard;
    if (heardAt === undefined) throw new Error('the echo was not heard');
    return heardAt - (lastAt - (beepMs - frameMs));
  };
  // The first way through a new room is not like the others.
  await measure();
  return {
    measure,
    async close() {
      await leave();
      await echo.leave();
    },
  };
}
