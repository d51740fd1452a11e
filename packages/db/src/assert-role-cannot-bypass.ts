import { newId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import type { Database, DatabaseHandle } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { withTenant } from './with-role.ts';

/**
 * Refuses to go on when row-level security would not hold: the login can bypass it, or `withTenant` does not bind.
 * On PGlite the login is always its superuser, which nobody but this process can use; there only the binding counts.
 * @throws DatabaseError `role_can_bypass`
 */
export async function assertRoleCannotBypass({
  db,
  kind,
}: Pick<DatabaseHandle, 'db' | 'kind'>): Promise<void> {
  if (kind === 'postgres') await assertLoginIsOrdinary(db);
  await assertTenantIsBound(db);
}

/** Every role that the login is or may become counts, and so do rights it has without `SET ROLE`. */
export async function assertLoginIsOrdinary(db: Database): Promise<void> {
  const { rows } = await db.execute<{
    login: string;
    bypassing: string | null;
    inherited: string | null;
  }>(sql`
    select session_user as login,
      (select string_agg(rolname, ', ') from pg_roles
        where (rolsuper or rolbypassrls) and pg_has_role(session_user, oid, 'MEMBER')) as bypassing,
      (select string_agg(rolname, ', ') from pg_roles
        where rolname in ('parley_app', 'parley_system', 'parley_identity', 'parley_search', 'parley_gate')
          and pg_has_role(session_user, oid, 'USAGE')) as inherited
  `);
  const { login, bypassing, inherited } = rows[0] ?? {};
  if (bypassing) {
    throw new DatabaseError(
      'role_can_bypass',
      `DATABASE_URL logs in as "${login}", which can act as ${bypassing}: a superuser, or a role with BYPASSRLS. Row-level security, which keeps tenants apart, does not bind it. Make an ordinary login that owns its database, and use that: CREATE ROLE parley LOGIN CREATEROLE PASSWORD '…'; CREATE DATABASE parley OWNER parley;`,
    );
  }
  if (inherited) {
    throw new DatabaseError(
      'role_can_bypass',
      `The login "${login}" inherits the rights of ${inherited}, so it sees rows without naming a tenant. Take that away: GRANT ${inherited} TO "${login}" WITH INHERIT FALSE, SET TRUE;`,
    );
  }
}

/** Looks at a tenant that does not exist: no table may be open to it, and no other tenant may be written. */
async function assertTenantIsBound(db: Database): Promise<void> {
  const probe = newId('tenant');
  const open = await withTenant(db, probe, async (tx) => {
    const { rows } = await tx.execute<{ name: string }>(sql`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not row_security_active(c.oid)
    `);
    return rows.map(({ name }) => name);
  });
  if (open.length > 0) {
    throw new DatabaseError(
      'role_can_bypass',
      `Row-level security does not hold for ${open.join(', ')}: the migrations have not run to the end, or somebody changed the table or the role parley_app.`,
    );
  }
  if (await canWriteForeignTenant(db, probe)) {
    throw new DatabaseError(
      'role_can_bypass',
      'A tenant could write the row of another: a policy of the table "tenants" was changed.',
    );
  }
}

async function canWriteForeignTenant(
  db: Database,
  probe: ReturnType<typeof newId<'tenant'>>,
): Promise<boolean> {
  const undo = new Error('undo the probe');
  try {
    await withTenant(db, probe, async (tx) => {
      await tx.execute(sql`insert into tenants (id, name) values (${newId('tenant')}, 'probe')`);
      throw undo;
    });
  } catch (error) {
    return error === undo;
  }
  return true;
}
