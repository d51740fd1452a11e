import { issueWords } from '@parley/contracts';
import { z } from 'zod';
import { DomainError } from './domain-error.ts';

// Also for what is checked before it comes here: bodies and queries by the routes, lines of imports.
z.config({ customError: issueWords });

/** @throws DomainError `VALIDATION_FAILED` with one issue for each wrong field. */
export function parseInput<S extends z.ZodType>(schema: S, input: z.input<S>): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new DomainError('VALIDATION_FAILED', issues.map(({ message }) => message).join('; '), issues);
}
