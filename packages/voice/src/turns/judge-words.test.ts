import { expect, test } from 'vitest';
import { type ExpectedAnswer, judgeWords } from './judge-words.ts';

const judge = (text: string, expected: ExpectedAnswer = 'open', language = 'en') =>
  judgeWords({ text, expected, language }).verdict;

test.each([
  ['what are your office hours'],
  ['Can you hear me?'],
  ['yes'],
  ["No, that's all."],
  ['thank you'],
  ['My sink is leaking.'],
])('finished: %s', (text) => expect(judge(text)).toBe('finished'));

test.each([
  ['I would like to'],
  ['my name is'],
  ['the sink is leaking and'],
  ['it is um'],
  ['Well,'],
  ['I wanted to ask…'],
  ['my number is five five five'],
])('unfinished: %s', (text) => expect(judge(text)).toBe('unfinished'));

test.each([[''], ['my kitchen sink is leaking'], ['john smith']])('open: "%s"', (text) =>
  expect(judge(text)).toBe('open'),
);

test('a telephone number is waited for until it is whole', () => {
  expect(judge('five five five', 'phone')).toBe('unfinished');
  expect(judge("it's 555-01", 'phone')).toBe('unfinished');
  expect(judge('five five five oh one four two', 'phone')).toBe('open');
  expect(judge('two oh two five five five oh one four two', 'phone')).toBe('finished');
  expect(judge('(202) 555-0142', 'phone')).toBe('finished');
  expect(judge('I have none', 'phone')).toBe('open');
});

test('an e-mail address is waited for until its domain is whole', () => {
  expect(judge('john at', 'email')).toBe('unfinished');
  expect(judge('john at example', 'email')).toBe('unfinished');
  expect(judge('john at example dot', 'email')).toBe('unfinished');
  expect(judge('john at example dot com', 'email')).toBe('finished');
  expect(judge('john@example.com', 'email')).toBe('finished');
});

test('a house number wants its street', () => {
  expect(judge('12', 'address')).toBe('unfinished');
  expect(judge('twelve oak street', 'address')).toBe('open');
});

test('other languages by their own words, unknown ones by punctuation alone', () => {
  expect(judge('quiero hablar con', 'open', 'es')).toBe('unfinished');
  expect(judge('cuándo abre la oficina', 'open', 'es-MX')).toBe('finished');
  expect(judge('ich hätte gerne einen', 'open', 'de')).toBe('unfinished');
  expect(judge('das ist alles', 'open', 'de')).toBe('finished');
  expect(judge('and', 'open', 'fi')).toBe('open');
  expect(judge('Onko teillä auki?', 'open', 'fi')).toBe('finished');
});

test('the reason holds none of the words', () => {
  expect(judgeWords({ text: 'my name is', expected: 'open', language: 'en' }).why).not.toContain('name');
});
