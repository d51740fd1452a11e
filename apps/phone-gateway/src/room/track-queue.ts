import { conceal } from '../media/conceal.ts';
import { isQuiet } from './loudness.ts';

/** 60 ms; what is older is let go. */
const mostFrames = 3;
/** A hole in speech is covered for so many frames. */
const mostRepetitions = 3;
/** Frames that were never needed for so long are standing delay: 1 s. */
const standingTakes = 50;

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
  let takes = 0;
  let lowest = mostFrames;
  /** What a hiccup has left is given back where nobody speaks. */
  const giveBack = (): void => {
    lowest = Math.min(lowest, frames.length - 1);
    if (++takes < standingTakes) return;
    if (lowest > 0 && !(frames[0] && isQuiet(frames[0]))) return;
    if (lowest > 0) {
      frames.shift();
      dropped++;
    }
    takes = 0;
    lowest = mostFrames;
  };
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
      giveBack();
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
