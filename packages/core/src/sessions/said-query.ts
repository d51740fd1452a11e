import { type SQL, sql } from 'drizzle-orm';
import { storableText } from '../storable.ts';

/** A dash that excludes nothing: Postgres stacks them up, and fails at the thirty-third. */
const idleDash = /-(?![\p{L}\p{N}"])/gu;

/** What is searched for in transcripts, as people write it. */
export const saidQuery = (q: string): SQL =>
  sql`websearch_to_tsquery('english', ${storableText(q).replace(idleDash, ' ')})`;
