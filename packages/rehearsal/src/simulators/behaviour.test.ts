import { expect, it } from 'vitest';
import { Behaviours, behaviourSchema } from './behaviour.ts';

it('delays each class as providers do, unless told otherwise', () => {
  const behaviours = new Behaviours();
  expect(behaviours.next('stt')).toEqual({ delayMs: 100, fault: undefined });
  expect(behaviours.next('llm').delayMs).toBe(200);
  expect(behaviours.next('tts').delayMs).toBe(130);
  behaviours.add({ class: 'llm', delayMs: 0 });
  expect(behaviours.next('llm').delayMs).toBe(0);
  expect(behaviours.next('tts').delayMs).toBe(130);
  behaviours.reset();
  expect(behaviours.next('llm').delayMs).toBe(200);
});

it('fails so many times, only what matches, and the newest rule decides', () => {
  const behaviours = new Behaviours();
  behaviours.add({ class: 'tts', fault: '500' });
  behaviours.add({ class: 'tts', fault: 'hang', times: 2, match: 'GoodBye' });
  expect(behaviours.next('tts', 'Good morning').fault).toBe('500');
  expect(behaviours.next('tts', 'and goodbye now').fault).toBe('hang');
  expect(behaviours.next('tts', 'goodbye').fault).toBe('hang');
  expect(behaviours.next('tts', 'goodbye').fault).toBe('500');
  expect(behaviours.next('llm', 'goodbye').fault).toBeUndefined();
});

it('keeps a rule of delays beside a rule of faults', () => {
  const behaviours = new Behaviours();
  behaviours.add({ class: 'stt', delayMs: 40 });
  behaviours.add({ class: 'stt', fault: 'reset', times: 1 });
  expect(behaviours.next('stt')).toEqual({ delayMs: 40, fault: 'reset' });
  expect(behaviours.next('stt')).toEqual({ delayMs: 40, fault: undefined });
});

it('draws lognormal delays about their median, the same in every run', () => {
  const draw = () => {
    const behaviours = new Behaviours();
    behaviours.add({ class: 'llm', delayMs: { distribution: 'lognormal', p50: 300, p95: 900 } });
    return Array.from({ length: 2000 }, () => behaviours.next('llm').delayMs).sort((a, b) => a - b);
  };
  const delays = draw();
  expect(delays[1000]).toBeGreaterThan(270);
  expect(delays[1000]).toBeLessThan(330);
  expect(delays[1900]).toBeGreaterThan(780);
  expect(delays[1900]).toBeLessThan(1030);
  expect(draw()).toEqual(delays);
});

it.each([
  { class: 'video' },
  { class: 'stt', fault: 'explode' },
  { class: 'llm', delayMs: -1 },
  { class: 'llm', times: 0 },
])('refuses %j', (rule) => {
  expect(behaviourSchema.safeParse(rule).success).toBe(false);
});
