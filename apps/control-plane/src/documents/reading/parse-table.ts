import type { DocumentBlock } from '@parley/core';
import { parse } from 'csv-parse/sync';
import { UnreadableFile } from './problem.ts';

const delimiters = [',', ';', '\t'] as const;

const read = (
  text: string,
  options: { to?: number } = {},
  delimiter: string = delimiterOf(text),
): string[][] =>
  parse(text, { delimiter, trim: true, skip_empty_lines: true, relax_column_count: false, ...options });

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 5000).trimStart().split('\n', 1)[0] ?? '';
  const counts = delimiters.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** A header of short names, and rows with as many cells: prose with commas is not like that. */
export function looksLikeTable(text: string): boolean {
  try {
    const [header = [], ...rows] = read(text, { to: 50 });
    const names = new Set(header.map((name) => name.toLowerCase()));
    return (
      header.length >= 2 &&
      rows.length >= 1 &&
      names.size === header.length &&
      header.every((name) => name.length > 0 && name.length <= 60 && !/[.!?]$/.test(name))
    );
  } catch {
    return false;
  }
}

/** Each row with the names of its columns, so that it can be understood by itself. @throws UnreadableFile `broken` */
export function parseTable(text: string): DocumentBlock[] {
  let table: string[][];
  try {
    table = read(text);
  } catch {
    throw new UnreadableFile('broken');
  }
  const [header = [], ...rows] = table;
  return rows.flatMap((row) => {
    const cells = row.flatMap((cell, column) => (cell === '' ? [] : [`${header[column]}: ${cell}`]));
    return cells.length === 0 ? [] : [{ text: `${cells.join('. ')}.`, apart: true }];
  });
}
