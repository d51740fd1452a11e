import { expect, it } from 'vitest';
import { wordTimes } from './word-times.ts';

const phones = (text: string) =>
  text.split(' ').map((item) => {
    const [phone = '', end = '0'] = item.split(':');
    return { phone, end: Number(end) };
  });

it('shares the sounds of each phrase among its words and leaves the pauses out', () => {
  const spoken = phones('pau:0.2 n:0.3 ow:0.5 pau:0.9 g:1 uh:1.1 d:1.2 b:1.3 ay:1.6 pau:1.8');
  expect(wordTimes('No, good bye.', spoken)).toEqual([
    { word: 'No,', startMs: 200, endMs: 500 },
    { word: 'good', startMs: 900, endMs: 1200 },
    { word: 'bye.', startMs: 1200, endMs: 1600 },
  ]);
});

it('weighs a number by how it is spoken', () => {
  const spoken = phones('a:0.1 b:0.2 c:0.3 d:0.4 e:0.5 f:0.6 g:0.7 h:0.8 i:0.9 j:1');
  const [number, noun] = wordTimes('555-0142 it', spoken);
  expect(number?.endMs).toBeGreaterThan(700);
  expect(noun).toEqual({ word: 'it', startMs: number?.endMs, endMs: 1000 });
});

it('shares out over the whole when pauses do not match the punctuation', () => {
  const times = wordTimes('one, two, three', phones('w:0.1 ah:0.2 n:0.3 t:0.4 uw:0.5 pau:0.6 th:0.7 iy:0.8'));
  expect(times.map(({ word }) => word)).toEqual(['one,', 'two,', 'three']);
  expect(times[0]?.startMs).toBe(0);
  expect(times.at(-1)?.endMs).toBe(800);
});
