import type { SQL } from 'drizzle-orm';
import type { PgDialect } from 'drizzle-orm/pg-core';
import { actingAs } from './acting-as.ts';
import type { ActsAs } from './database.ts';
import { type ReadValues, statementText } from './statement-text.ts';

/**
 * One message with all that a read takes. Statements that come in one message are one transaction, without `begin`:
 * who reads is set for them alone, and nothing stays behind when one fails. Such a message has no parameters beside
 * it, so the values are written into it. The last of its results is the statement's.
 */
export const readMessage = (
  dialect: Pick<PgDialect, 'sqlToQuery'>,
  statement: SQL,
  as: ActsAs,
  values?: ReadValues,
): string => `set transaction read only; ${actingAs(as)}; ${statementText(dialect, statement, values)}`;
