import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** Whether the database can compare embeddings: the extension "vector" (pgvector) is there and created. */
export async function hasVectors(db: Database): Promise<boolean> {
  const { rows } = await db.execute(sql`select from pg_extension where extname = 'vector'`);
  return rows.length > 0;
}
