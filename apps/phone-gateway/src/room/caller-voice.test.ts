import { expect, it } from 'vitest';
import { leavesOut } from './caller-voice.ts';

const silence = new Int16Array(160).fill(30);
const speech = new Int16Array(160).fill(4000);

it('leaves silence out before speech, and speech only when the backlog is long', () => {
  expect([0, 60, 61, 100].map((queued) => leavesOut(queued, silence))).toEqual([false, false, true, true]);
  expect([0, 61, 100, 101].map((queued) => leavesOut(queued, speech))).toEqual([false, false, false, true]);
});
