import { describe, expect, it } from 'vitest';
import { createCallerBacklog } from './caller-backlog.ts';

const silence = new Int16Array(160).fill(30);
const speech = new Int16Array(160).fill(4000);

/** How many of 500 frames are left out when the queue is as `queuedMs` says, less what was left out. */
const leftOut = (queuedMs: (i: number) => number, frame: Int16Array): number => {
  const backlog = createCallerBacklog();
  let out = 0;
  for (let i = 0; i < 500; i++) if (backlog.leavesOut(Math.max(0, queuedMs(i) - 20 * out), frame)) out++;
  return out;
};

describe('createCallerBacklog', () => {
  it('leaves out at once what is too much: silence first, then speech', () => {
    const at = (queued: number, frame: Int16Array) => createCallerBacklog().leavesOut(queued, frame);
    expect([80, 81, 101].map((queued) => at(queued, silence))).toEqual([false, true, true]);
    expect([80, 100, 101].map((queued) => at(queued, speech))).toEqual([false, false, true]);
  });

  it('gives standing delay back in silence, down to the reserve', () => {
    expect(leftOut(() => 70, silence)).toBe(2);
    expect(leftOut(() => 25, silence)).toBe(0);
  });

  it('does not cut into speech for it', () => {
    expect(leftOut(() => 70, speech)).toBe(0);
  });

  it('keeps what lateness needs', () => {
    expect(leftOut((i) => (i % 40 === 0 ? 5 : 70), silence)).toBe(0);
  });
});
