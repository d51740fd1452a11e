import { createServer } from 'node:net';
import { newId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type DatabaseHandle,
  openDatabase,
  tenants,
  withIdentity,
  withSystem,
  withTenant,
} from '../index.ts';
import { createTestDatabase, usePostgres } from '../testing/shared-postgres.ts';
import { postgresUrl, runAs } from '../testing/test-postgres.ts';

let server: Awaited<ReturnType<typeof usePostgres>>;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  server = await usePostgres();
}, 60_000);
afterAll(() => server?.release());
beforeEach(async () => {
  database = await createTestDatabase(server.port);
});
afterEach(() => database.drop());

const asSuperuser = (...statements: string[]) =>
  runAs(postgresUrl(server.port, database.name, 'superuser'), statements);
const urlOf = (user: string) => `postgres://${user}:secret@127.0.0.1:${server.port}/${database.name}`;

/** Works under a login made for the test, and takes it away afterwards. */
async function withLogin(attributes: string, work: (login: string) => Promise<void>) {
  const login = `login_${database.name}`;
  await asSuperuser(`create role ${login} login password 'secret' ${attributes}`);
  try {
    await work(login);
  } finally {
    await asSuperuser(`drop owned by ${login}`, `drop role ${login}`);
  }
}

/** An owner is shown no row; another login may not even look. */
const withoutTenant = ({ db }: DatabaseHandle) =>
  db.execute(sql`select * from tenants`).then(
    ({ rows }) => rows,
    (error) => (error.cause?.code === '42501' ? [] : Promise.reject(error)),
  );

describe('a server that cuts connections', () => {
  it('costs those who were using them their work, and nobody else anything', async () => {
    const handle = await openDatabase({ url: database.url });
    try {
      const errors: string[] = [];
      // More often than there are connections: none may be kept for ever.
      for (let count = 0; count < 12; count += 1) {
        await withSystem(handle.db, async (tx) => {
          const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
          await asSuperuser(`select pg_terminate_backend(${rows[0]?.pid})`);
          await tx.execute(sql`select 1`);
        }).catch((error) => errors.push(error.cause?.code ?? error.cause?.message ?? error.message));
      }
      expect(errors).toHaveLength(12);
      await Promise.all(
        Array.from({ length: 10 }, () => withSystem(handle.db, (tx) => tx.execute(sql`select 1`))),
      );
    } finally {
      await handle.close();
    }
  });
});

async function expectItServes(options: Parameters<typeof openDatabase>[0]) {
  const handle = await openDatabase(options);
  try {
    expect(handle.kind).toBe('postgres');
    await handle.ping();
    const tenantId = newId('tenant');
    await withTenant(handle.db, tenantId, (tx) => tx.insert(tenants).values({ id: tenantId, name: 'A' }));
    expect(await withoutTenant(handle)).toEqual([]);
    await withIdentity(handle.db, (tx) => tx.execute(sql`select id from users`));
    const seen = await withSystem(handle.db, (tx) => tx.select({ id: tenants.id }).from(tenants));
    expect(seen).toContainEqual({ id: tenantId });
  } finally {
    await handle.close();
  }
}

describe('openDatabase on Postgres', () => {
  it('serves with an ordinary login that owns its database, also the second time', async () => {
    await expectItServes({ url: database.url });
    await expectItServes({ url: database.url });
  });

  it('serves with a login apart from the owner', () =>
    withLogin('', (login) => expectItServes({ url: urlOf(login), ownerUrl: database.url })));

  it('lets processes that start at once migrate one after another', async () => {
    const handles = await Promise.all([1, 2, 3].map(() => openDatabase({ url: database.url })));
    await Promise.all(handles.map((handle) => handle.close()));
    expect(handles).toHaveLength(3);
  });

  it('refuses a superuser before it touches anything, and says what to do', async () => {
    const url = postgresUrl(server.port, database.name, 'superuser');
    await expect(openDatabase({ url })).rejects.toMatchObject({
      reason: 'role_can_bypass',
      message: expect.stringMatching(/"postgres".*superuser.*CREATE ROLE parley LOGIN/),
    });
    const tables = `do $$ begin if to_regclass('public.tenants') is not null then raise 'migrated'; end if; end $$`;
    await asSuperuser(tables);
  });

  it.each(['bypassrls', 'superuser'])('refuses a login with %s', (attribute) =>
    withLogin(attribute, async (login) => {
      await expect(openDatabase({ url: urlOf(login), ownerUrl: database.url })).rejects.toMatchObject({
        reason: 'role_can_bypass',
        message: expect.stringContaining(login),
      });
    }),
  );

  it('refuses a login that may become one that bypasses', () =>
    withLogin('', async (login) => {
      await asSuperuser(
        `create role bypass_${database.name} bypassrls`,
        `grant bypass_${database.name} to ${login}`,
      );
      await expect(openDatabase({ url: urlOf(login), ownerUrl: database.url })).rejects.toMatchObject({
        reason: 'role_can_bypass',
        message: expect.stringContaining(`bypass_${database.name}`),
      });
      await asSuperuser(`drop role bypass_${database.name}`);
    }));

  it('refuses a login that inherits the rights to see across tenants', async () => {
    await (await openDatabase({ url: database.url })).close();
    await withLogin('', async (login) => {
      await asSuperuser(`grant parley_system to ${login} with inherit true`);
      await expect(openDatabase({ url: urlOf(login) })).rejects.toMatchObject({
        reason: 'role_can_bypass',
        message: expect.stringContaining('inherits the rights of parley_system'),
      });
    });
  });

  it.each([
    ['a table is not forced', 'alter table tickets disable row level security', 'tickets'],
    [
      'a policy lets tenants write each other',
      'create policy x on tenants to parley_app with check (true)',
      '"tenants"',
    ],
  ])('refuses to serve when %s', async (_, change, named) => {
    await (await openDatabase({ url: database.url })).close();
    await asSuperuser(change);
    await expect(openDatabase({ url: database.url })).rejects.toMatchObject({
      reason: 'role_can_bypass',
      message: expect.stringContaining(named),
    });
  });

  it('refuses a schema that a newer version made', async () => {
    await (await openDatabase({ url: database.url })).close();
    await asSuperuser(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${Date.now() + 10 ** 12})`,
    );
    await expect(openDatabase({ url: database.url })).rejects.toMatchObject({ reason: 'newer_schema' });
  });

  it('says what the database said when it cannot migrate', async () => {
    await asSuperuser('create table tickets (id int)');
    await expect(openDatabase({ url: database.url })).rejects.toMatchObject({
      reason: 'migration_failed',
      message: expect.stringContaining('"tickets" already exists'),
    });
  });
});

describe('a server that cannot be used', () => {
  it.each([
    [
      'a wrong password',
      () => database.url.replace(':parley_test@', ':wrong-secret@'),
      'the password is wrong',
    ],
    ['no such database', () => postgresUrl(server.port, 'nowhere'), 'there is no such database'],
  ])('%s', async (_, url, reason) => {
    const error = await openDatabase({ url: url() }).catch((caught) => caught);
    expect(error).toMatchObject({ reason: 'unreachable', message: expect.stringContaining(reason) });
    expect(error.message).toContain(`127.0.0.1:${server.port}`);
    expect(error.message).not.toContain('wrong-secret');
  });

  it('nobody listening', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    const port = address && typeof address === 'object' ? address.port : 0;
    await expect(openDatabase({ url: `postgres://u:p@127.0.0.1:${port}/db` })).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('nothing listens there'),
    });
  });
});
