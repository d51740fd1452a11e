import { frameSamples } from './g711.ts';

/** Cuts audio of any packet length (10, 30, 60 ms …) into frames of 20 ms, each with memory of its own. */
export function createFrameCutter(onFrame: (frame: Int16Array) => void): { push(samples: Int16Array): void } {
  let frame = new Int16Array(frameSamples);
  let filled = 0;
  return {
    push(samples) {
      for (let at = 0; at < samples.length; ) {
        const piece = samples.subarray(at, at + frameSamples - filled);
        frame.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < frameSamples) return;
        const full = frame;
        frame = new Int16Array(frameSamples);
        filled = 0;
        onFrame(full);
      }
    },
  };
}
