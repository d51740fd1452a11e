import { type ImportError, knowledgeCategorySchema, maxImportItems } from '@parley/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { itemColumns, readCell } from './csv-columns.ts';

/** One item of an import, not yet checked. */
export interface ImportLine {
  line: number;
  item: Record<string, unknown>;
}

interface Row {
  info: { lines: number };
  record: Record<string, string>;
}

const numberOf = (cell: string) => (Number.isFinite(Number(cell)) ? Number(cell) : cell);
const flagOf = (cell: string) => ({ true: true, false: false })[cell.toLowerCase()] ?? cell;
/** A spreadsheet would calculate what begins like this; exports write an apostrophe before it. */
const formula = /^'(?=[=+\-@\t\r])/;

/** Items of a CSV file with a header. An empty cell is a field left out. Lines count from 1, the header is the first. */
export function readCsv(text: string): { lines: ImportLine[]; errors: ImportError[] } {
  let header: string[] = [];
  let rows: Row[];
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: false,
      max_record_size: 200_000,
      to: maxImportItems + 1,
      columns: (names: string[]) => {
        header = names;
        return names;
      },
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { lines: [], errors: [{ line: Number(error.lines ?? 1), path: '', message: error.message }] };
  }
  const known = (name: string) =>
    name.startsWith('data.') || (itemColumns as readonly string[]).includes(name);
  const errors = header
    .filter((name) => !known(name))
    .map((name) => ({
      line: 1,
      path: name,
      message: `there is no such column: use ${itemColumns.join(', ')}, and data.<field>`,
    }));
  return { lines: errors.length > 0 ? [] : rows.map(toLine), errors };
}

function toLine({ info, record }: Row): ImportLine {
  const cells = Object.entries(record).flatMap(([name, cell]) =>
    cell === '' ? [] : [[name, cell.replace(formula, '')] as const],
  );
  const { category = '', ...rest } = Object.fromEntries(cells);
  const item: Record<string, unknown> = { category, data: {} };
  const data: Record<string, unknown> = {};
  const source: Record<string, unknown> = {};
  const known = knowledgeCategorySchema.safeParse(category);
  for (const [name, cell] of Object.entries(rest)) {
    if (name.startsWith('data.')) {
      const field = name.slice('data.'.length);
      data[field] = known.success ? readCell(known.data, field, cell) : cell;
    } else if (name.startsWith('source.')) source[name.slice('source.'.length)] = cell;
    else if (name === 'confidence') item.confidence = numberOf(cell);
    else if (name === 'reviewed') item.reviewed = flagOf(cell);
    else item[name] = cell;
  }
  item.data = data;
  if (Object.keys(source).length > 0) item.source = source;
  return { line: info.lines, item };
}
