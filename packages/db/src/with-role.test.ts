import { newId, type TenantId, type UserId } from '@parley/contracts';
import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asTenant,
  type DatabaseHandle,
  readAsTenant,
  sessions,
  tenants,
  users,
  violatedConstraint,
  withIdentity,
  withSystem,
  withTenant,
} from './index.ts';
import { readCatalogue } from './testing/catalogue.ts';
import { fillTables } from './testing/fill-tables.ts';
import { openTestDatabase, openTimeoutMs } from './testing/index.ts';

let handle: DatabaseHandle;
let a: Awaited<ReturnType<typeof fillTables>>;
let b: typeof a;
beforeAll(async () => {
  handle = await openTestDatabase();
  const catalogue = await readCatalogue(handle.db);
  a = await fillTables(handle.db, catalogue);
  b = await fillTables(handle.db, catalogue);
}, openTimeoutMs);
afterAll(() => handle.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code ?? error.cause?.code,
  );

describe('readAsTenant', () => {
  const readsOf = (tenantId: TenantId, statement: SQL) => readAsTenant(handle.db, tenantId, statement);

  it('sees the rows of one tenant, whatever it asks for, and leaves nothing behind', async () => {
    const all = sql`select id, current_user as role from tenants`;
    const seen = await Promise.all([a, b, a, b].map(({ tenantId }) => readsOf(tenantId, all)));
    const rowOf = ({ tenantId }: typeof a) => [{ id: tenantId, role: 'parley_app' }];
    expect(seen).toEqual([rowOf(a), rowOf(b), rowOf(a), rowOf(b)]);
    expect(await readsOf(a.tenantId, sql`select id from tenants where id = ${b.tenantId}`)).toEqual([]);
    const { rows } = await handle.db.execute(sql`select current_setting('app.tenant_id', true) as tenant`);
    expect(rows[0]?.tenant || null).toBeNull();
  });

  it.each(["it's", '$1 \\', "'; drop table tenants; --"])(
    'takes the text %j for nothing else',
    async (text) => {
      expect(await readsOf(a.tenantId, sql`select ${text} as said, ${text} as again`)).toEqual([
        { said: text, again: text },
      ]);
    },
  );

  it('fills the placeholders of a statement that is kept, each time anew', async () => {
    const [said, id] = [sql.placeholder('said'), sql.placeholder('id')];
    const kept = sql`select ${said} as said, id, ${said} as again, ${'fixed'} as fixed from tenants where id = ${id}`;
    for (const { tenantId } of [a, b, a]) {
      for (const text of ['$1', "it's $2 \\"]) {
        const values = { said: text, id: tenantId };
        const row = { said: text, id: tenantId, again: text, fixed: 'fixed' };
        expect(await readAsTenant(handle.db, tenantId, kept, values)).toEqual([row]);
      }
    }
    await expect(readAsTenant(handle.db, a.tenantId, kept, { said: 'x' })).rejects.toThrow('id');
  });

  it('changes nothing, and goes on after a statement that failed', async () => {
    expect(await codeOf(readsOf(a.tenantId, sql`update tenants set name = 'changed'`))).toBe('25006');
    expect(await readsOf(a.tenantId, sql`select name from tenants where name = 'changed'`)).toEqual([]);
  });
});

describe('withTenant', () => {
  it('binds the transaction and nothing after it', async () => {
    const settings = sql`select current_user as role, current_setting('app.tenant_id', true) as tenant`;
    const inside = await withTenant(handle.db, a.tenantId, (tx) => tx.execute(settings));
    expect(inside.rows).toEqual([{ role: 'parley_app', tenant: a.tenantId }]);
    const after = await handle.db.execute<{ tenant: string | null }>(settings);
    expect(after.rows[0]?.tenant || null).toBeNull();
  });

  it('keeps concurrent transactions apart', async () => {
    const seen = await Promise.all(
      [a, b, a, b, a, b].map(({ tenantId }) =>
        withTenant(handle.db, tenantId, async (tx) => [tenantId, (await tx.select().from(tenants))[0]?.id]),
      ),
    );
    for (const [asked, got] of seen) expect(got).toBe(asked);
  });

  it('rolls everything back when the work fails', async () => {
    const work = withTenant(handle.db, a.tenantId, async (tx) => {
      await tx.update(tenants).set({ name: 'changed' });
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    const [tenant] = await withTenant(handle.db, a.tenantId, (tx) => tx.select().from(tenants));
    expect(tenant?.name).toBe(a.rows.tenants?.name);
  });

  it('shows the tenant its members, never their password hashes, and lets it change none', async () => {
    const seen = await withTenant(handle.db, a.tenantId, (tx) => tx.select({ id: users.id }).from(users));
    expect(seen).toEqual([{ id: a.rows.users?.id }]);
    const inTenant = (statement: ReturnType<typeof sql>) =>
      codeOf(withTenant(handle.db, a.tenantId, (tx) => tx.execute(statement)));
    expect(await inTenant(sql`select password_hash from users`)).toBe('42501');
    expect(await inTenant(sql`update users set email = 'x'`)).toBe('42501');
  });

  it('never rewrites what was said or configured', async () => {
    const inTenant = (statement: ReturnType<typeof sql>) =>
      codeOf(withTenant(handle.db, a.tenantId, (tx) => tx.execute(statement)));
    expect(await inTenant(sql`update session_events set event = '{}'`)).toBe('42501');
    expect(await inTenant(sql`update agent_versions set config = '{}'`)).toBe('42501');
  });
});

describe('withSystem', () => {
  it('sees which sessions and tenants there are', async () => {
    const found = await withSystem(handle.db, (tx) =>
      tx.select({ tenantId: sessions.tenantId, state: sessions.state }).from(sessions),
    );
    expect(found.map(({ tenantId }) => tenantId).sort()).toEqual([a.tenantId, b.tenantId].sort());
    const ids = await withSystem(handle.db, (tx) => tx.select({ id: tenants.id }).from(tenants));
    expect(ids).toHaveLength(2);
  });

  it.each([
    sql`select room from sessions`,
    sql`select name from tenants`,
    sql`select * from session_events`,
    sql`select * from tickets`,
    sql`select * from api_keys`,
    sql`select * from users`,
    sql`update sessions set state = 'ended'`,
    sql`delete from sessions`,
    sql`insert into tenants (id, name) values ('ten_x', 'x')`,
  ])('may do nothing else (%#)', async (statement) => {
    expect(await codeOf(withSystem(handle.db, (tx) => tx.execute(statement)))).toBe('42501');
  });
});

describe('withIdentity', () => {
  it('finds a user and keeps e-mails apart, whatever their case', async () => {
    const id = newId('user');
    const add = (userId: UserId, email: string) =>
      withIdentity(handle.db, (tx) => tx.insert(users).values({ id: userId, email, passwordHash: 'x' }));
    await add(id, 'Ann@example.test');
    const [found] = await withIdentity(handle.db, (tx) => tx.select().from(users).where(eq(users.id, id)));
    expect(found?.email).toBe('Ann@example.test');
    const error = await add(newId('user'), 'ann@EXAMPLE.test').catch((caught) => caught);
    expect(violatedConstraint(error)).toBe('users_email_key');
    expect(violatedConstraint(new Error('another'))).toBeUndefined();
  });

  it.each([
    sql`select * from sessions`,
    sql`select * from api_keys`,
    sql`insert into memberships (tenant_id, user_id, role) values ('t', 'u', 'owner')`,
    sql`delete from users`,
  ])('may not touch what belongs to tenants (%#)', async (statement) => {
    expect(await codeOf(withIdentity(handle.db, (tx) => tx.execute(statement)))).toBe('42501');
  });
});

describe('asTenant', () => {
  it('does a part of an identity’s transaction as a tenant, and is the identity again', async () => {
    const roleOf = sql`select current_user as role, current_setting('app.tenant_id', true) as tenant`;
    const seen = await withIdentity(handle.db, async (tx) => {
      const inside = await asTenant(tx, a.tenantId, async (own) => [
        ...(await own.execute(roleOf)).rows,
        ...(await own.select({ id: tenants.id }).from(tenants)),
      ]);
      return [...inside, ...(await tx.execute(roleOf)).rows];
    });
    expect(seen).toEqual([
      { role: 'parley_app', tenant: a.tenantId },
      { id: a.tenantId },
      { role: 'parley_identity', tenant: '' },
    ]);
  });

  it('keeps both parts or neither', async () => {
    const id = newId('user');
    const work = withIdentity(handle.db, async (tx) => {
      await tx.insert(users).values({ id, email: `${id}@example.test`, passwordHash: 'x' });
      await asTenant(tx, a.tenantId, async () => {
        throw new Error('no');
      });
    });
    await expect(work).rejects.toThrow('no');
    const left = await withIdentity(handle.db, (tx) => tx.select().from(users).where(eq(users.id, id)));
    expect(left).toEqual([]);
  });
});
