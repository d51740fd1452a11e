import { setImmediate } from 'node:timers/promises';
import type { FieldIssue, ImportError } from '@parley/contracts';
import type { z } from 'zod';
import { toE164 } from '../dialing/to-e164.ts';
import type { CsvRecord } from './read-records.ts';

interface Checked<T> {
  line: number;
  value: T;
}

interface Checking<S extends z.ZodType> {
  schema: S;
  /** Of numbers that are written without one: two letters. */
  country: string | undefined;
  /** What else may be wrong with a record that fits. */
  fault?: (value: z.output<S>) => FieldIssue | undefined;
}

/** Others are served in between: a number takes a while to understand. */
const atOnce = 250;

/** Records whose `number` is read as people write it, each checked by itself, so that every error can be named, in the order of lines. */
export async function checkRecords<S extends z.ZodType<{ number: string }>>(
  records: readonly CsvRecord[],
  errors: ImportError[],
  checking: Checking<S>,
): Promise<Checked<z.output<S>>[]> {
  const checked: Checked<z.output<S>>[] = [];
  for (const [index, record] of records.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate();
    const result = checkRecord(record, checking);
    if ('issues' in result) errors.push(...result.issues.map((issue) => ({ line: record.line, ...issue })));
    else checked.push({ line: record.line, value: result.value });
  }
  errors.sort((one, other) => one.line - other.line);
  return checked;
}

function checkRecord<S extends z.ZodType<{ number: string }>>(
  { fields }: CsvRecord,
  { schema, country, fault }: Checking<S>,
): { value: z.output<S> } | { issues: FieldIssue[] } {
  const written = typeof fields.number === 'string' ? fields.number : '';
  const number = toE164(written, country);
  if (number === undefined) {
    const advice = country ? '' : ': write it with its country code, or say which country is meant';
    const message = written === '' ? 'number is missing' : `${written} is no telephone number${advice}`;
    return { issues: [{ path: 'number', message }] };
  }
  const parsed = schema.safeParse({ ...fields, number });
  if (!parsed.success) {
    return { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) };
  }
  const wrong = fault?.(parsed.data);
  return wrong ? { issues: [wrong] } : { value: parsed.data };
}
