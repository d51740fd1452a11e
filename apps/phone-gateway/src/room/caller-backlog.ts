import { isQuiet } from './loudness.ts';

/** LiveKit's source never drains by itself. Beyond this backlog silence is left out at once … */
const relaxedMs = 80;
/** … and beyond this speech too. */
const fullMs = 100;
/** What lateness within these frames (1 s) did not use up is reserve enough at this; the rest is standing delay. */
const windowFrames = 50;
const reserveMs = 30;

/** Decides which frames are left out, so that what a hiccup piled up does not stay as delay for the whole call. */
export function createCallerBacklog(): { leavesOut(queuedMs: number, frame: Int16Array): boolean } {
  let lowest = Number.POSITIVE_INFINITY;
  let frames = 0;
  const startWindow = (): void => {
    lowest = Number.POSITIVE_INFINITY;
    frames = 0;
  };
  return {
    leavesOut(queuedMs, frame) {
      if (queuedMs > fullMs) return true;
      lowest = Math.min(lowest, queuedMs);
      frames++;
      if (queuedMs > relaxedMs) return isQuiet(frame);
      if (frames < windowFrames) return false;
      const standing = lowest > reserveMs;
      if (standing && !isQuiet(frame)) return false;
      startWindow();
      return standing;
    },
  };
}
