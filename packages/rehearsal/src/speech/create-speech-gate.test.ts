import { beforeEach, expect, it } from 'vitest';
import { createSpeechGate, type SpeechGate } from './create-speech-gate.ts';

const frame = (level: number) => Int16Array.from({ length: 320 }, (_, at) => (at % 2 ? level : -level));
const frames = (count: number, level: number) => {
  for (let index = 0; index < count; index++) gate.push(frame(level));
};

let events: string[];
let through: number;
let gate: SpeechGate;
beforeEach(() => {
  events = [];
  through = 0;
  gate = createSpeechGate({
    sampleRate: 16_000,
    hangoverMs: 300,
    onStart: (preroll) => {
      events.push('start');
      through += preroll.length;
    },
    onAudio: () => through++,
    onEnd: () => events.push('end'),
  });
});

it('lets no silence through', () => {
  frames(200, 0);
  frames(200, 60);
  expect(events).toEqual([]);
  expect(gate.silenceMs).toBeUndefined();
});

it('lets speech through, with what came just before and 300 ms after', () => {
  frames(50, 0);
  frames(40, 4000);
  expect(events).toEqual(['start']);
  expect(gate.open).toBe(true);
  frames(50, 0);
  expect(events).toEqual(['start', 'end']);
  expect(through).toBe(13 + 40 + 15);
  expect(gate.silenceMs).toBe(1000);
});

it('is not opened by a click', () => {
  frames(20, 0);
  frames(2, 9000);
  frames(20, 0);
  expect(events).toEqual([]);
});

it('learns a noisy line, and still hears speech over it', () => {
  frames(1500, 500);
  events = [];
  frames(100, 500);
  expect(events).toEqual([]);
  frames(20, 6000);
  expect(events).toEqual(['start']);
});

it('cuts speech that never ends', () => {
  frames(1100, 4000);
  expect(events.slice(0, 3)).toEqual(['start', 'end', 'start']);
});

it('ends at a flush, and takes pieces of any size', () => {
  const loud = Int16Array.from({ length: 16_000 }, (_, at) => (at % 2 ? 4000 : -4000));
  for (let at = 0; at < loud.length; at += 77) gate.push(loud.slice(at, at + 77));
  gate.flush();
  expect(events).toEqual(['start', 'end']);
  expect(through).toBe(50);
  expect(gate.silenceMs).toBeUndefined();
  gate.flush();
  expect(events).toHaveLength(2);
});
