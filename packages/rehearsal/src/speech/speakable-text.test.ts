import { expect, it } from 'vitest';
import { speakableText, spokenWords } from './speakable-text.ts';

it.each([
  ['My number is 555 0142.', 'My number is five five five, zero one four two.'],
  ['Call (555) 555-0142', 'Call five five five, five five five, zero one four two'],
  ['12 Oak Street, unit 4B', 'twelve Oak Street, unit four B'],
  ['It costs $1,200.50.', 'It costs one thousand two hundred dollars and fifty cents.'],
  ['$1 a day', 'one dollar a day'],
  ['9 a.m. to 5:30 pm', 'nine A M to five thirty P M'],
  ['Open 9:00-17:00', 'Open nine to seventeen'],
  ['at 6:05', 'at six oh five'],
  ['on the 21st', 'on the twenty first'],
  ['the 12th and the 30th', 'the twelfth and the thirtieth'],
  ['10% & more', 'ten percent and more'],
  ['3.5 rooms, 2,500 feet', 'three point five rooms, two thousand five hundred feet'],
  ['code 0142', 'code zero one four two'],
  ['**Great** — `yes`', 'Great, yes'],
  ['I am here, e.g. today', 'I am here, for example today'],
])('reads %j as %j', (text, spoken) => {
  expect(speakableText(text)).toBe(spoken);
});

it('gives the words that are heard, as a recogniser writes them', () => {
  expect(spokenWords("It's 555-0142, until 5 p.m.!")).toEqual(
    "it's five five five zero one four two until five p m".split(' '),
  );
});

it('leaves nothing of what cannot be spoken', () => {
  expect(speakableText('🙂 …')).not.toMatch(/\p{L}/u);
  expect(spokenWords('🙂 …')).toEqual([]);
});
