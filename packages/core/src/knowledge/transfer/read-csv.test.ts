import type { KnowledgeItem } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';
import { writeCsv } from './write-csv.ts';

const rows = (text: string) => readCsv(text).lines.map(({ line, item: { data } }) => ({ line, data }));
const header = 'category,data.question,data.answer';

describe('a CSV file', () => {
  it.each([
    ['commas', `${header}\r\nfaqs,"a, b",c\r\n`, 'a, b'],
    ['semicolons', `${header.replaceAll(',', ';')}\r\nfaqs;"a; b";c\r\n`, 'a; b'],
    ['tabs and a mark', `\ufeff${header.replaceAll(',', '\t')}\nfaqs\ta, b\tc\n`, 'a, b'],
  ])('has its cells parted by %s', (_, text, question) => {
    expect(rows(text)).toEqual([{ line: 2, data: { question, answer: 'c' } }]);
  });

  it.each(['\n', '\r\n', '\r'])('names each row by the line on which it begins, with %j', (end) => {
    const lines = [header, 'faqs,"two', 'lines",x', '', 'faqs,y,"', 'z"', 'faqs,z,z', ''];
    expect(rows(lines.join(end)).map(({ line }) => line)).toEqual([2, 5, 7]);
  });

  it('says on which line quotes are wrong', () => {
    const open = readCsv(`${header}\r\nfaqs,"a\r\nb",c\r\nfaqs,"x,y\r\nz`);
    expect(open.errors).toEqual([{ line: 4, path: '', message: expect.stringContaining('never closed') }]);
    const inside = readCsv(`${header}\nfaqs,a,b\nfaqs,"x"y,z\n`);
    expect(inside.errors).toEqual([{ line: 3, path: '', message: expect.stringContaining('midst') }]);
  });

  it.each([
    ['', 'empty'],
    ['category,data.question,data.question\nfaqs,a,b', 'twice'],
    ['category,data.__proto__\nfaqs,a', 'no such column'],
    ['category,data.qestion\nfaqs,a', 'no such column'],
  ])('%j has no header that can be used', (text, words) => {
    expect(readCsv(text)).toEqual({
      lines: [],
      errors: [expect.objectContaining({ line: 1, message: expect.stringContaining(words) })],
    });
  });

  it('holds prices as people write them', () => {
    const text =
      'category,data.name,data.price\nprices,Wash,12.50 USD\nprices,Iron,"{""amount"":5,""currency"":""EUR""}"';
    expect(rows(text).map(({ data }) => (data as { price: unknown }).price)).toEqual([
      { amount: 12.5, currency: 'USD' },
      { amount: 5, currency: 'EUR' },
    ]);
  });

  it.each([
    '=1+1',
    "'=1+1",
    "''-x",
    "'quoted'",
    '@home',
    '+49 30 1234',
    '| a',
    '[x]',
    'a "b", c',
    'a\r\nb\nc',
    '; x',
    '＝1+1',
    "a;=1+1;'-2",
    '=1;=2',
    "'＠home",
  ])('gives %j back as it was, and no spreadsheet calculates it', (text) => {
    const item = {
      item_id: 'kno_1',
      category: 'faqs',
      title: text,
      data: { question: text, answer: text, also_asked: [text, 'x'] },
      source: { kind: 'typed', ref: text },
      quote: text,
      confidence: 1,
      reviewed_at: null,
    } as unknown as KnowledgeItem;
    const written = writeCsv([item]);
    expect(written).not.toMatch(/(^|[,;\r\n])"?[=+\-@＝＠]/);
    const { lines, errors } = readCsv(written);
    expect(errors).toEqual([]);
    expect(lines[0]?.item).toMatchObject({ data: item.data, source: item.source, quote: text });
  });
});
