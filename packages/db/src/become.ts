import { sql } from 'drizzle-orm';
import type { ActsAs, Transaction } from './database.ts';

/** Makes the rest of the transaction act as somebody else. */
export const become = (tx: Transaction, { role, tenantId }: ActsAs) =>
  tx.execute(sql`select set_config('role', ${role}, true), set_config('app.tenant_id', ${tenantId}, true)`);
