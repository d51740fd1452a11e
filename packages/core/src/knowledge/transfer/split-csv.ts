import type { ImportError } from '@parley/contracts';
import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
  /** On which the row begins. */
  line: number;
  cells: string[];
}

const delimiters = [',', ';', '\t'] as const;

/** The rows of a CSV file, up to the first that cannot be read. */
export function splitCsv(text: string, atMost: number): { rows: CsvRow[]; errors: ImportError[] } {
  const bytes = Buffer.from(text.replace(/^\ufeff/, ''));
  const lineAfter = countLines(bytes);
  const rows: CsvRow[] = [];
  let read = 0;
  try {
    parse(bytes, {
      delimiter: delimiterOf(text),
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: 200_000,
      to: atMost,
      on_record: (cells: string[], context) => {
        rows.push({ line: lineAfter(read), cells });
        read = context.bytes;
        return null;
      },
    });
    return { rows, errors: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, errors: [{ line: lineAfter(read), path: '', message: messageOf(error.code) }] };
  }
}

function messageOf(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'The quotes that open here are never closed.';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'This is more than an item can hold. Are quotes left open?';
  return 'Quotes stand in the midst of a cell. Put the whole cell in quotes, and double those within.';
}

/** The one that the header has most of. */
function delimiterOf(text: string): string {
  const [header = ''] = text
    .slice(0, 20_000)
    .trimStart()
    .split(/[\r\n]/, 1);
  const counts = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

const [lineFeed, carriageReturn, blank] = [10, 13, 32];

/** Tells on which line the row begins that follows an offset; offsets only grow. */
function countLines(bytes: Buffer): (offset: number) => number {
  let [at, line] = [0, 1];
  const step = () => {
    const breaks = bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed);
    if (breaks) line += 1;
    at += 1;
  };
  return (offset) => {
    while (at < offset) step();
    while ([lineFeed, carriageReturn, blank].includes(bytes[at] ?? 0)) step();
    return line;
  };
}
