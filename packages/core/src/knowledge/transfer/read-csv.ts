import {
  type ImportError,
  knowledgeCategoryNames,
  knowledgeCategorySchema,
  maxImportItems,
} from '@parley/contracts';
import { withoutGuard } from '../../csv/formulas.ts';
import { dataColumns, itemColumns, readCell } from './csv-columns.ts';
import { type CsvRow, splitCsv } from './split-csv.ts';

/** One item of an import, not yet checked. */
export interface ImportLine {
  line: number;
  item: Record<string, unknown>;
}

const columns = new Set<string>([...itemColumns, ...dataColumns(knowledgeCategoryNames)]);
const numberOf = (cell: string) => (Number.isFinite(Number(cell)) ? Number(cell) : cell);
const flagOf = (cell: string) => ({ true: true, false: false })[cell.toLowerCase()] ?? cell;
/**
 * Items of a CSV file with a header, its cells parted by commas, semicolons or tabs. An empty cell is a field left out.
 * Lines count from 1, the header is the first; an item that goes over several is named by its first.
 */
export function readCsv(text: string): { lines: ImportLine[]; errors: ImportError[] } {
  const { rows, errors } = splitCsv(text, maxImportItems + 2);
  const [header, ...others] = rows;
  if (!header) {
    const message = `The file is empty. Begin it with a line of column names: ${named}.`;
    return { lines: [], errors: errors.length > 0 ? errors : [{ line: 1, path: '', message }] };
  }
  errors.push(...errorsOfHeader(header));
  if (errors.some(({ line }) => line === header.line)) return { lines: [], errors };
  const lines: ImportLine[] = [];
  for (const row of others) {
    const { length } = header.cells;
    if (row.cells.length === length) lines.push(toLine(header.cells, row));
    else {
      const message = `This line has ${row.cells.length} cells, and the header ${length}. Put what holds a comma in quotes.`;
      errors.push({ line: row.line, path: '', message });
    }
  }
  return { lines, errors };
}

const named = `${itemColumns.join(', ')}, and data.<field>`;

const errorsOfHeader = ({ line, cells }: CsvRow): ImportError[] =>
  cells.flatMap((name, index) => {
    const is = (message: string): ImportError[] => [{ line, path: name, message }];
    if (!columns.has(name)) return is(`there is no such column: use ${named}`);
    return cells.indexOf(name) < index ? is('this column stands here twice: leave one out') : [];
  });

function toLine(header: string[], { line, cells }: CsvRow): ImportLine {
  const filled = header.flatMap((name, index) => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[name, withoutGuard(cell)] as const];
  });
  const { category = '', ...rest } = Object.fromEntries(filled);
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
  return { line, item };
}
