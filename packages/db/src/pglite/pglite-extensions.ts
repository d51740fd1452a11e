import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';

/** What the migrations create must be there whenever the database is opened. */
export const pgliteExtensions = { btree_gin, pg_trgm, vector };
