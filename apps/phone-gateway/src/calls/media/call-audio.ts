import type { Logger } from '@parley/observability';
import type { RoomLeg } from '../../room/join-room.ts';
import { playTone, type Tone } from './tones.ts';

export interface CallAudioOptions {
  log: Logger;
  /** To the telephone: 20 ms at 8 kHz, in its own time. */
  send(frame: Int16Array): void;
}

/** What a call's telephone and its room say to each other, whichever door the telephone came in by. */
export interface CallAudio {
  connect(leg: RoomLeg): void;
  /** From the room to the telephone. */
  say(frame: Int16Array): void;
  /** From the telephone to the room. */
  hear(frame: Int16Array): void;
  /** A key the caller pressed. */
  pressed(digit: string): void;
  /** Keys the caller presses go here instead of into the room, until undone. */
  listenForKeys(listener: (digit: string) => void): () => void;
  /** The telephone hears this instead of the room. */
  toneToPhone(tone: Tone, times?: number): { stop(): void; over: Promise<void> };
  /** The room hears this instead of the telephone. */
  toneToRoom(tone: Tone): { stop(): void };
}

export function createCallAudio({ log, send }: CallAudioOptions): CallAudio {
  let leg: RoomLeg | undefined;
  let listener: ((digit: string) => void) | undefined;
  let tonesToPhone = 0;
  let tonesToRoom = 0;
  return {
    connect(joined) {
      leg = joined;
    },
    say(frame) {
      if (tonesToPhone === 0) send(frame);
    },
    hear(frame) {
      if (tonesToRoom === 0) leg?.pushAudio(frame);
    },
    pressed(digit) {
      if (listener) listener(digit);
      else leg?.sendDtmf(digit).catch((error: Error) => log.warn({ err: error }, 'a key was lost'));
    },
    listenForKeys(next) {
      listener = next;
      return () => {
        listener = undefined;
      };
    },
    toneToPhone(tone, times) {
      tonesToPhone++;
      const playing = playTone(tone, send, times);
      void playing.over.then(() => tonesToPhone--);
      return playing;
    },
    toneToRoom(tone) {
      tonesToRoom++;
      const playing = playTone(tone, (frame) => leg?.pushAudio(frame));
      void playing.over.then(() => tonesToRoom--);
      return playing;
    },
  };
}
