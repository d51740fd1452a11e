import { writeFileSync } from 'node:fs';

/**
 * Has a program that was started in a session of its own give way to others. Linux shares the processor out between
 * sessions first, and `nice` counts within one alone; elsewhere `nice` is all there is, and enough.
 * @param {number | undefined} pid
 * @param {number} niceness
 */
export const stepBack = (pid, niceness) => {
  if (pid === undefined || niceness === 0) return;
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // Without sessions' shares, or gone already.
  }
};
