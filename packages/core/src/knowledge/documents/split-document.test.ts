import { expect, it } from 'vitest';
import { splitDocument } from './split-document.ts';

const textsOf = (...texts: string[]) =>
  splitDocument(texts.map((text) => ({ text }))).map(({ text }) => text);

it('keeps short paragraphs under one heading of one page together, and others apart', () => {
  expect(
    splitDocument([
      { text: 'a', heading: 'A', page: 1 },
      { text: 'b', heading: 'A', page: 1 },
      { text: 'c', heading: 'C', page: 1 },
      { text: 'd', heading: 'C', page: 2 },
    ]),
  ).toEqual([
    { text: 'a\nb', heading: 'A', page: 1 },
    { text: 'c', heading: 'C', page: 1 },
    { text: 'd', heading: 'C', page: 2 },
  ]);
});

it('keeps rows of a list apart, also from what is around them', () => {
  const row = { apart: true };
  const blocks = [{ text: 'a' }, { text: 'b', ...row }, { text: 'c', ...row }, { text: 'd' }];
  expect(splitDocument(blocks).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
});

it.each([
  ['sentences', 'This is a sentence of forty characters. '],
  ['lines', 'a line without any stop\n'],
  ['words', 'word '],
])('cuts long text between %s, and loses nothing', (_, part) => {
  const text = part.repeat(3000 / part.length).trim();
  const passages = textsOf(text);
  expect(passages.length).toBeGreaterThan(2);
  for (const passage of passages) expect(passage.length).toBeLessThanOrEqual(900);
  expect(passages.join(' ').replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
});

it('cuts what has no space, between letters', () => {
  const text = '😀'.repeat(1000);
  const passages = textsOf(text);
  expect(passages.every((passage) => passage.isWellFormed())).toBe(true);
  expect(passages.join('')).toBe(text);
});

it('makes nothing of nothing', () => {
  expect(textsOf('', ' \n ')).toEqual([]);
});
