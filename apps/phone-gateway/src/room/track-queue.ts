import { conceal } from '../media/conceal.ts';
import { isQuiet } from './loudness.ts';

/** 60 ms; what is older is let go. */
const mostFrames = 3;
/** A hole in speech is covered for so many frames. */
const mostRepetitions = 3;

/** Between a track that delivers when it likes and a mixer that takes one frame every 20 ms. */
export interface TrackQueue {
  push(frame: Int16Array): void;
  /** @returns undefined while the track is silent or late for longer than can be covered */
  take(): Int16Array | undefined;
  readonly dropped: number;
}

export function createTrackQueue(): TrackQueue {
  const frames: Int16Array[] = [];
  let last: Int16Array | undefined;
  let repeated = 0;
  let dropped = 0;
  const cover = (): Int16Array | undefined =>
    last && repeated < mostRepetitions ? conceal(last, repeated++) : undefined;
  return {
    push(frame) {
      frames.push(frame);
      if (frames.length <= mostFrames) return;
      frames.shift();
      dropped++;
    },
    take() {
      // Delay that a hiccup has left is given back where nobody speaks.
      if (frames.length > 1 && frames[0] && isQuiet(frames[0])) {
        frames.shift();
        dropped++;
      }
      const frame = frames.shift();
      if (!frame) return cover();
      last = frame;
      repeated = 0;
      return frame;
    },
    get dropped() {
      return dropped;
    },
  };
}
