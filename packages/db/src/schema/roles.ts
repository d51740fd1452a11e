import { sql } from 'drizzle-orm';
import { type AnyPgColumn, pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** Does a tenant's work; sees the rows of `app.tenant_id` only. Made by the first migration, cannot log in. */
export const appRole = pgRole('parley_app').existing();
/** Finds work across tenants: may read which sessions and tenants there are, nothing else. */
export const systemRole = pgRole('parley_system').existing();
/** Finds who logs in, before there is a tenant: users and their memberships. */
export const identityRole = pgRole('parley_identity').existing();
/** Owns the function that searches knowledge: reads what is searched, nothing else, and nobody acts as it. */
export const searchRole = pgRole('parley_search').existing();
/**
 * Owns the functions that tell what stands across tenants before a dial: the platform's do-not-call list, which
 * operators keep as it, and how much is dialled.
 */
export const gateRole = pgRole('parley_gate').existing();

/** The one policy of a tenant's table. As a sub-select the setting is read once per statement. */
export const tenantPolicy = (table: string, tenantColumn: AnyPgColumn) => {
  const own = sql`${tenantColumn} = (select current_setting('app.tenant_id', true))`;
  return pgPolicy(`${table}_tenant`, { for: 'all', to: appRole, using: own, withCheck: own });
};

/** Lets one more role do with every row what the migrations grant it. */
export const allPolicy = (name: string, role: typeof identityRole) =>
  pgPolicy(name, { for: 'all', to: role, using: sql`true`, withCheck: sql`true` });

/** Lets one more role read every row; which columns it may read is granted in the migrations. */
export const readPolicy = (name: string, role: typeof systemRole) =>
  pgPolicy(name, { for: 'select', to: role, using: sql`true` });
