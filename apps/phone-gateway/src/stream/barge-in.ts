import { isQuiet } from '../room/loudness.ts';

/** Louder than line noise: about −36 dB. */
const speechRms = 500;
/** Frames of speech among the last `heardFrames` that make a caller who speaks. */
const speechFrames = 3;
const heardFrames = 15;
/** After so many quiet frames (60 ms) it has stopped; they also keep a word's end from being cut where nothing waits. */
const stoppedFrames = 3;

const isSpeech = (frame: Int16Array): boolean => {
  let power = 0;
  for (const sample of frame) power += sample * sample;
  return power > speechRms * speechRms * frame.length;
};

/**
 * Notices by ear that the agent fell silent because the caller cut in: whatever of its speech is still on the way to
 * the telephone is not to be heard then.
 */
export function createBargeIn(): {
  /** 20 ms of the caller. */
  heard(frame: Int16Array): void;
  /** 20 ms of the room. @returns whether the agent has been cut short just now */
  said(frame: Int16Array): boolean;
} {
  const recent: boolean[] = [];
  let speaking = false;
  let quiet = 0;
  return {
    heard(frame) {
      recent.push(isSpeech(frame));
      if (recent.length > heardFrames) recent.shift();
    },
    said(frame) {
      if (!isQuiet(frame)) {
        speaking = true;
        quiet = 0;
        return false;
      }
      quiet++;
      if (!speaking || quiet < stoppedFrames) return false;
      speaking = false;
      return recent.filter(Boolean).length >= speechFrames;
    },
  };
}
