import { expect, test } from 'vitest';
import { BeepDetector } from './beep-detector.ts';

const rate = 8_000;
type Wave = (t: number) => number;
const sine =
  (hz: number, amplitude = 0.3): Wave =>
  (t) =>
    amplitude * Math.sin(2 * Math.PI * hz * t);
const noise = (amplitude: number): Wave => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return amplitude * ((state / 0x7fffffff) * 2 - 1);
  };
};
const mixed =
  (...waves: Wave[]): Wave =>
  (t) =>
    waves.reduce((sum, wave) => sum + wave(t), 0);

/** Milliseconds into the sound at which a beep is heard. */
function beepAt(wave: Wave, ms: number): number | undefined {
  const detector = new BeepDetector();
  for (let at = 0; at < ms; at += 20) {
    const frame = Int16Array.from({ length: 160 }, (_, i) => 32_767 * wave((at * 8 + i) / rate));
    if (detector.hear(frame)) return at + 20;
  }
  return undefined;
}

test.each([400, 440, 620, 1_000, 1_400, 2_000])('hears a tone of %d Hz within 200 ms', (hz) => {
  expect(beepAt(sine(hz), 500)).toBe(180);
});

test('hears it through noise, and when it is faint', () => {
  expect(beepAt(mixed(sine(1_000), noise(0.05)), 500)).toBeLessThanOrEqual(260);
  expect(beepAt(sine(1_000, 0.03), 500)).toBe(180);
});

test('a vowel, noise, the ringing tone, keys and a glide are none', () => {
  const vowel = mixed(...[1, 2, 3, 4, 5].map((n) => sine(140 * n, 0.2 / n)));
  const ringing = mixed(sine(440, 0.2), sine(480, 0.2));
  const key = mixed(sine(770, 0.2), sine(1_336, 0.2));
  const glide: Wave = (t) => 0.3 * Math.sin(2 * Math.PI * (600 * t + 1_000 * t * t));
  for (const wave of [vowel, noise(0.3), ringing, key, glide, sine(100), () => 0]) {
    expect(beepAt(wave, 1_000)).toBeUndefined();
  }
});

test('a click of 100 ms is too short', () => {
  expect(beepAt((t) => (t < 0.1 ? sine(1_000)(t) : 0), 1_000)).toBeUndefined();
});
