import { type ContactError, mostCampaignContacts } from '@parley/contracts';
import { splitCsv } from '../knowledge/transfer/split-csv.ts';

/** A contact of an import, not yet checked. */
export interface ContactLine {
  line: number;
  number: string;
  variables: Record<string, string>;
}

const numberColumns = ['number', 'phone', 'phone_number', 'telephone', 'to'];
/** A spreadsheet would calculate what begins like this; exports write an apostrophe before it. */
const formula = /^'(?='*[=+\-@\t\r])/;

/**
 * Contacts of a CSV file with a header: one column of numbers, each further one a variable of that name. An empty cell
 * is a variable left out.
 */
export function readContactsCsv(text: string): { lines: ContactLine[]; errors: ContactError[] } {
  const { rows, errors } = splitCsv(text, mostCampaignContacts + 2);
  const [header, ...others] = rows;
  if (!header) {
    const message =
      'The file is empty. Begin it with a line of column names: number, and what else you know.';
    return { lines: [], errors: errors.length > 0 ? errors : [{ line: 1, path: '', message }] };
  }
  const names = header.cells.map(nameOf);
  errors.push(...errorsOfHeader(header.line, names));
  if (errors.some(({ line }) => line === header.line)) return { lines: [], errors };
  const at = names.findIndex((name) => numberColumns.includes(name));
  const lines: ContactLine[] = [];
  for (const { line, cells } of others) {
    if (cells.length === names.length) lines.push({ line, ...contactOf(names, cells, at) });
    else {
      const message = `This line has ${cells.length} cells, and the header ${names.length}. Put what holds a comma in quotes.`;
      errors.push({ line, path: '', message });
    }
  }
  return { lines, errors };
}

/** `First Name` is the variable `first_name`. */
const nameOf = (cell: string) =>
  cell
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');

function contactOf(names: string[], cells: string[], at: number) {
  const filled = names.flatMap((name, index) => {
    const cell = cells[index] ?? '';
    return index === at || cell === '' ? [] : [[name, cell.replace(formula, '')] as const];
  });
  return { number: (cells[at] ?? '').replace(formula, ''), variables: Object.fromEntries(filled) };
}

function errorsOfHeader(line: number, names: string[]): ContactError[] {
  const errors = names.flatMap((name, index): ContactError[] => {
    if (!/^[a-z]/.test(name))
      return [{ line, path: name, message: 'Name each column: begin with a letter of a to z.' }];
    return names.indexOf(name) < index
      ? [{ line, path: name, message: 'this column stands here twice: leave one out' }]
      : [];
  });
  const found = names.filter((name) => numberColumns.includes(name));
  if (found.length === 1) return errors;
  const message =
    found.length === 0
      ? 'No column has the numbers: name it "number".'
      : `Which of ${found.join(' and ')} has the numbers? Name the other something else.`;
  return [...errors, { line, path: 'number', message }];
}
