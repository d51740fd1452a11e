import type { TenantId } from '@parley/contracts';
import type { SQL } from 'drizzle-orm';
import { become } from './become.ts';
import type { Database, Transaction } from './database.ts';
import type { ReadValues } from './statement-text.ts';

/** A transaction that sees one tenant's rows. */
export type TenantTx = Transaction;

/**
 * Runs `work` in one transaction as the app's role, bound to one tenant: rows of others do not exist in it.
 * Inside, use `tx` only: on PGlite the outer database waits for this transaction to end.
 */
export function withTenant<T>(
  db: Database,
  tenantId: TenantId,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return db.transaction(work, { role: 'parley_app', tenantId });
}

/**
 * What one statement reads as the app's role, bound to one tenant. On Postgres it takes one message there and one back,
 * where a transaction takes three: for what every request asks. Columns come as the driver has them.
 * @param statement changes nothing, and has texts as its only values.
 * @param values what its placeholders stand for; a statement that is kept is put together once.
 */
export const readAsTenant = <T extends Record<string, unknown>>(
  db: Database,
  tenantId: TenantId,
  statement: SQL,
  values?: ReadValues,
): Promise<T[]> => db.read<T>(statement, { role: 'parley_app', tenantId }, values);

/** Reads across tenants, for start-up and sweeping: the ids and states of sessions, the ids of tenants. */
export function withSystem<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inRole(db, 'parley_system', work);
}

/** Finds and keeps users, who belong to no tenant; reads their memberships. */
export function withIdentity<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inRole(db, 'parley_identity', work);
}

/** Keeps the platform's do-not-call list: for operators. */
export function withGate<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inRole(db, 'parley_gate', work);
}

/**
 * A part of an identity's transaction that is done as one tenant, so that both are kept or neither is. Afterwards the
 * transaction is the identity's again.
 */
export async function asTenant<T>(
  tx: Transaction,
  tenantId: TenantId,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  await become(tx, { role: 'parley_app', tenantId });
  const result = await work(tx);
  await become(tx, { role: 'parley_identity', tenantId: '' });
  return result;
}

function inRole<T>(db: Database, role: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(work, { role, tenantId: '' });
}
