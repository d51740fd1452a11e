import type { TenantId, TicketId } from '@parley/contracts';
import { and, eq } from 'drizzle-orm';
import { Client } from 'pg';
import type { Database } from '../database.ts';
import { tickets } from '../schema/index.ts';
import { withTenant } from '../with-role.ts';

/** As every verb reads: the policies hold it to the tenant. */
export const readTicketAsTenant = (db: Database, tenantId: TenantId, id: TicketId) =>
  withTenant(db, tenantId, (tx) => tx.select().from(tickets).where(eq(tickets.id, id)));

/** The same, with nothing but a condition to hold it. */
export const readTicketByHand = (db: Database, tenantId: TenantId, id: TicketId) =>
  db.transaction((tx) =>
    tx
      .select()
      .from(tickets)
      .where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, id))),
  );

/** For a comparison only: outside of `withTenant` the login of a database that is open already sees all tickets. */
export async function letLoginBypass(superuserUrl: string, login: string): Promise<void> {
  const { pathname } = new URL(superuserUrl);
  const client = new Client({ connectionString: superuserUrl });
  if (pathname.length <= 1) throw new Error('the address names no database');
  await client.connect();
  try {
    await client.query(`alter role ${client.escapeIdentifier(login)} bypassrls`);
    await client.query(`grant select on tickets to ${client.escapeIdentifier(login)}`);
  } finally {
    await client.end();
  }
}
