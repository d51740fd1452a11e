import { fillPlaceholders, type Query, type SQL } from 'drizzle-orm';
import { escapeLiteral } from 'pg';

/** What a statement's placeholders stand for. */
export type ReadValues = Record<string, string>;

/** Its text where a value stands between each two pieces. */
interface Compiled {
  pieces: string[];
  params: unknown[];
}

const compiled = new WeakMap<SQL, Compiled>();

/**
 * A statement with its values written into it, for a message that has no parameters beside it. One that is asked again,
 * with placeholders (`sql.placeholder`) for what changes, is put together once.
 * @throws TypeError for a value that is no text.
 */
export function statementText(
  dialect: { sqlToQuery(statement: SQL): Query },
  statement: SQL,
  values: ReadValues = {},
): string {
  const { pieces, params } = compiled.get(statement) ?? compile(dialect.sqlToQuery(statement), statement);
  let text = pieces[0] ?? '';
  fillPlaceholders(params, values).forEach((value, index) => {
    text += literalOf(value) + pieces[index + 1];
  });
  return text;
}

function compile({ sql, params }: Query, statement: SQL): Compiled {
  const numbers: number[] = [];
  const pieces = sql
    .split(/\$(\d+)/)
    .filter((piece, index) => index % 2 === 0 || !numbers.push(Number(piece)));
  const made = { pieces, params: numbers.map((number) => params[number - 1]) };
  compiled.set(statement, made);
  return made;
}

function literalOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a statement of one message takes texts only');
  return escapeLiteral(value);
}
