import { describe, expect, test } from 'vitest';
import { canonicalWords } from './canonical-words.ts';
import { sentenceCase, titleCase } from './letter-case.ts';
import { plainText, wordsOf } from './plain-text.ts';
import { readNumbers } from './read-numbers.ts';
import { groupDigits, sayDigits } from './say-digits.ts';
import { wordAccuracy, wordDistance } from './word-accuracy.ts';

describe('plainText', () => {
  test.each([
    ["Hello! I'm John, and it's leaking.", 'hello | i am john and it is leaking'],
    ["We can't; they won't.", 'we can not | they will not'],
    ['From 9 a.m. to 5 p.m.', 'from 9 am to 5 pm'],
    ['555-0142', '555 0142'],
    ['  ', ''],
  ])('%j is %j', (text, plain) => expect(plainText(text)).toBe(plain));

  test('wordsOf leaves sentence ends out', () => {
    expect(wordsOf('Yes. That is right.')).toEqual(['yes', 'that', 'is', 'right']);
  });
});

describe('readNumbers', () => {
  const numbers = (text: string, options = {}) =>
    readNumbers(text.split(' '), options).flatMap((word) => word.number ?? []);

  test.each([
    ['twelve oak street', ['12']],
    ['twenty four', ['24']],
    ['five five five zero one', ['5', '5', '5', '0', '1']],
    ['double five triple two', ['55', '222']],
    ['two hundred and five', ['205']],
    ['eight hundred', ['800']],
    ['one hundred twenty five', ['125']],
    ['555 0142', ['555', '0142']],
    ['no number here', []],
    ['twenty', ['20']],
  ])('%s', (text, expected) => expect(numbers(text)).toEqual(expected));

  test('homophones count only beside a number, and only when asked for', () => {
    expect(numbers('five oh one for two', { homophones: true })).toEqual(['5', '0', '1', '4', '2']);
    expect(numbers('i want to wait for you', { homophones: true })).toEqual([]);
    expect(numbers('one for two')).toEqual(['1', '2']);
  });

  test('keeps the words as they stood', () => {
    expect(readNumbers(['apartment', 'twenty', 'four'])).toEqual([
      { text: 'apartment' },
      { text: 'twenty four', number: '24' },
    ]);
  });
});

test('telephone numbers are said in groups', () => {
  expect(groupDigits('5550142')).toEqual(['555', '0142']);
  expect(groupDigits('4155550142')).toEqual(['415', '555', '0142']);
  expect(groupDigits('14155550142')).toEqual(['1', '415', '555', '0142']);
  expect(groupDigits('911')).toEqual(['911']);
  expect(sayDigits('5550142')).toBe('five five five, zero one four two');
});

test('letter case', () => {
  expect(titleCase('john smith')).toBe('John Smith');
  expect(titleCase('12 house of the rising sun')).toBe('12 House of the Rising Sun');
  expect(sentenceCase('the tap drips and i can not sleep')).toBe('The tap drips and I can not sleep');
});

describe('canonicalWords', () => {
  test.each([
    ['12 Oak St.', 'twelve oak street'],
    ['555-0142', 'five five five, zero one four two'],
    ['We close at 6:30 p.m.', 'we close at six thirty PM'],
    ["That's $25.", 'that is twenty five dollars'],
    ['Apt. 24', 'apartment two four'],
  ])('%j = %j', (one, other) => expect(canonicalWords(one)).toEqual(canonicalWords(other)));

  test('different words stay different', () => {
    expect(canonicalWords('leaking')).not.toEqual(canonicalWords('sleeping'));
  });
});

describe('word accuracy', () => {
  test('counts changed, dropped and added words', () => {
    expect(wordDistance(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toBe(2);
    expect(wordDistance([], ['a'])).toBe(1);
    expect(wordAccuracy('one two three four', 'one two three four')).toBe(1);
    expect(wordAccuracy('the kitchen sink is leaking', 'the kitchen sink is sleeping')).toBeCloseTo(0.8);
    expect(wordAccuracy('yes', 'no no no')).toBe(0);
    expect(wordAccuracy('', '')).toBe(1);
    expect(wordAccuracy('', 'noise')).toBe(0);
  });
});
