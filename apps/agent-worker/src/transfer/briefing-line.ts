import type { tts } from '@livekit/agents';
import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import { briefingTrack, transferAttribute } from '@parley/contracts';
import { type OwnTrack, publishOwnTrack } from './own-track.ts';

/** The agent's line to the person who is rung up; the caller hears nothing of it. */
export interface BriefingLine {
  /** Resolves when it has been heard. */
  say(text: string): Promise<void>;
  /** The next key that the person presses; undefined when nothing is pressed within `ms`, or `signal` aborts. */
  nextKey(ms: number, signal: AbortSignal): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Opened while the telephone still rings, so that nobody but the person can hear its first word. */
export async function openBriefingLine({
  room,
  tts,
  transferId,
}: {
  room: Room;
  tts: tts.TTS;
  transferId: string;
}): Promise<BriefingLine> {
  const track = await publishOwnTrack(room, { name: briefingTrack, sampleRate: tts.sampleRate });
  const keys: string[] = [];
  let awake = () => {};
  const pressed = (_code: number, key: string, who: RemoteParticipant): void => {
    if (who?.attributes?.[transferAttribute] !== transferId) return;
    keys.push(key);
    awake();
  };
  room.on(RoomEvent.DtmfReceived, pressed);
  return {
    say: (text) => speak(track, tts, text),
    async nextKey(ms, signal) {
      if (keys.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          awake = () => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener('abort', awake, { once: true });
        });
      }
      return keys.shift();
    },
    async close() {
      room.off(RoomEvent.DtmfReceived, pressed);
      await track.close();
    },
  };
}

async function speak(track: OwnTrack, tts: tts.TTS, text: string): Promise<void> {
  const stream = tts.stream();
  stream.pushText(text);
  stream.endInput();
  for await (const audio of stream) {
    if (typeof audio === 'symbol') continue;
    const { data, sampleRate } = audio.frame;
    // In small pieces: a long frame would have to be heard out before anything else.
    for (let at = 0; at < data.length; at += sampleRate / 50)
      await track.push(data.slice(at, at + sampleRate / 50));
  }
  await track.playedOut();
}
