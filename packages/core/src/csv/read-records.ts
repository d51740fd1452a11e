import type { ImportError } from '@parley/contracts';
import { splitCsv } from '../knowledge/transfer/split-csv.ts';
import { withoutGuard } from './formulas.ts';

export interface CsvRecord {
  /** Of the file, from 1; the header is the first. In JSON the place in the list. */
  line: number;
  /** Without those that are empty. */
  fields: Record<string, unknown>;
}

interface Table {
  /** Every column that may be there. */
  columns: readonly string[];
  /** Those that must be. */
  required: readonly string[];
  most: number;
}

/** A CSV file with a header as records, and what cannot be read of it, by line. */
export function readRecords(
  text: string,
  { columns, required, most }: Table,
): { records: CsvRecord[]; errors: ImportError[] } {
  const { rows, errors } = splitCsv(text, most + 2);
  const [header, ...others] = rows;
  const named = columns.join(', ');
  if (!header) {
    const message = `The file is empty. Begin it with a line of column names: ${named}.`;
    return { records: [], errors: errors.length > 0 ? errors : [{ line: 1, path: '', message }] };
  }
  const { line, cells } = header;
  const faults = [
    ...cells.flatMap((name, index) => {
      if (!columns.includes(name)) return [{ path: name, message: `there is no such column: use ${named}` }];
      return cells.indexOf(name) < index ? [{ path: name, message: 'this column stands here twice' }] : [];
    }),
    ...required
      .filter((name) => !cells.includes(name))
      .map((name) => ({ path: name, message: 'this column is missing' })),
  ].map((fault) => ({ line, ...fault }));
  if (faults.length > 0) return { records: [], errors: [...errors, ...faults] };
  const records: CsvRecord[] = [];
  for (const row of others) {
    if (row.cells.length === cells.length)
      records.push({ line: row.line, fields: fieldsOf(cells, row.cells) });
    else {
      const message = `This line has ${row.cells.length} cells, and the header ${cells.length}. Put what holds a comma in quotes.`;
      errors.push({ line: row.line, path: '', message });
    }
  }
  if (records.length > most) {
    const message = `an import takes at most ${most} lines: split it`;
    errors.push({ line: records[most]?.line ?? 0, path: '', message });
  }
  return { records, errors };
}

const fieldsOf = (header: string[], cells: string[]): Record<string, string> =>
  Object.fromEntries(
    header.flatMap((name, index) => {
      const cell = cells[index] ?? '';
      return cell === '' ? [] : [[name, withoutGuard(cell)] as const];
    }),
  );
