import type { ExtractTablesWithRelations, SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import type * as schema from './schema/index.ts';
import type { ReadValues } from './statement-text.ts';

interface Rows<T> {
  rows: T[];
}

/** What PGlite and pg have in common of a raw statement's result. */
interface ParleyQueryResult extends PgQueryResultHKT {
  type: Rows<this['row']>;
}

/** Drizzle over PGlite or pg. Rows are reached through `withTenant` only: outside of it there are none to see. */
export type Database = Omit<PgDatabase<ParleyQueryResult, typeof schema>, 'transaction'> & {
  /** Runs `work` in one transaction; `as` is who it is from its first statement on. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, as?: ActsAs): Promise<T>;
  /** One statement that changes nothing, with texts as its only values; `as` is who reads. */
  read<T extends Record<string, unknown>>(statement: SQL, as: ActsAs, values?: ReadValues): Promise<T[]>;
};

/** A role of the database, and the tenant whose rows it sees; empty: of none. */
export interface ActsAs {
  role: string;
  tenantId: string;
}

/** An open transaction, bound to a role and, in `withTenant`, to a tenant. */
export type Transaction = PgTransaction<
  ParleyQueryResult,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

export interface DatabaseHandle {
  db: Database;
  kind: 'pglite' | 'postgres';
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
