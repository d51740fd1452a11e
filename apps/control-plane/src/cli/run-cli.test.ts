import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@parley/contracts';
import { acceptInvitation, deriveAuditKey, generateDemoCredentials, listAudit, seedDemo } from '@parley/core';
import { openDatabase } from '@parley/db';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-cli-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const secretOfAll = 'mZ4rT9vK2xW7pQ1nB8cL5dF3gH6jS0yA';
async function run(...args: string[]) {
  const { code, answers, complaints } = await runApart(...args);
  return { code, output: [...answers, ...complaints].join('\n') };
}

async function runApart(...args: string[]) {
  const [answers, complaints]: [string[], string[]] = [[], []];
  const env = { PARLEY_SECRET: secretOfAll, PARLEY_DATA_DIR: dataDir };
  const code = await runCli(args, {
    env,
    print: (line) => answers.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, answers, complaints };
}

/** What a command answers to programs. */
const asked = async (...args: string[]) => JSON.parse((await run(...args, '--json')).output);

describe('parley', () => {
  test('migrates an empty installation, and finds nothing wrong with it', async () => {
    expect(await run('migrate')).toEqual({ code: 0, output: 'The database (pglite) is up to date.' });
    const database = await openDatabase({ dataDir });
    await seedDemo({ db: database.db, credentials: generateDemoCredentials() });
    await database.close();
    expect(await run('doctor')).toMatchObject({ code: 0, output: expect.stringContaining('tenants: 2') });
    const verified = await run('audit', 'verify');
    expect(verified.code).toBe(0);
    expect(verified.output.split('\n')).toHaveLength(2);
  }, 180_000);

  test('says how it is called', async () => {
    expect(await run()).toMatchObject({
      code: 0,
      output: expect.stringContaining('audit verify [--tenant ID]'),
    });
    expect((await run('nonsense')).code).toBe(2);
    expect((await run('doctor', '--nonsense')).code).toBe(2);
    expect(await run('audit', 'verify', '--tenant', 'x')).toEqual({
      code: 2,
      output: expect.stringMatching(/^There is no tenant x\.\n\nparley audit verify \[--tenant ID\]/),
    });
    expect(await run('keys', 'create', '--help')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/--scopes +what it may do, or all: tenant:read/),
    });
  }, 60_000);

  test('makes a tenant whose owner comes in by a link, and its keys', async () => {
    const made = await asked('tenant', 'create', '--name', 'Ada’s Bakery', '--email', 'Ada@example.test');
    const { tenant_id: tenant, link } = made;
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/accept-invitation#token=/);
    const key = ['--tenant', tenant, '--name', 'till', '--scopes', 'tickets:read,tickets:write'];
    const { key: secret, key_id: id } = await asked(
      'keys',
      'create',
      ...key,
      '--expires',
      '2099-01-01T00:00:00Z',
    );
    expect(await asked('keys', 'list', '--tenant', tenant)).toMatchObject([
      { key_id: id, status: 'active', scopes: ['tickets:read', 'tickets:write'] },
    ]);
    expect((await run('keys', 'list', '--tenant', tenant)).output).not.toContain(secret);
    expect((await run('keys', 'revoke', id, '--tenant', tenant)).code).toBe(0);
    expect((await run('keys', 'list', '--tenant', tenant)).output).toContain('revoked');

    const database = await openDatabase({ dataDir });
    const input = { token: link.split('=')[1], password: 'a long enough password', name: 'Ada' };
    const ctx = { db: database.db, now: () => new Date(), auditKey: deriveAuditKey(secretOfAll) };
    expect(await acceptInvitation({ ctx, input })).toMatchObject({ tenant_id: tenant, role: 'owner' });
    const owned = { ...ctx, actor: { type: 'system' as const, tenantId: tenant } };
    const { entries } = await listAudit({ ctx: owned, input: {} });
    await database.close();
    expect(entries.map(({ action, actor }) => [action, actor.type])).toEqual([
      ['invitation.accept', 'user'],
      ['api_key.revoke', 'system'],
      ['api_key.create', 'system'],
      ['invitation.create', 'system'],
      ['tenant.create', 'system'],
    ]);
    expect((await run('audit', 'verify')).output).toContain('ok, 5 entries');
  }, 120_000);

  test('seeds the demo, and lets what is there be', async () => {
    const { tenant_id: tenant, file } = await asked('seed');
    const demo = await readFile(file, 'utf8');
    expect(JSON.parse(demo).tenant_id).toBe(tenant);
    expect((await run('seed')).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(demo);

    const key = ['keys', 'create', '--tenant', tenant, '--name', 'till', '--scopes', 'all'];
    expect(await run(...key, '--expires', 'soon')).toEqual({
      code: 2,
      output: 'expires_at: expires_at must be a moment like 2030-01-31T12:00:00Z',
    });
    expect((await run('keys', 'revoke', newId('apiKey'), '--tenant', tenant)).code).toBe(1);
    for (const [args, words] of [
      [['tenant', 'create', '--name', 'A', '--email', 'nobody'], 'email: '],
      [['keys', 'create', '--tenant', tenant, '--name', 'a', '--scopes', 'eat'], 'eat is no scope of a key.'],
      [['keys', 'revoke', 'x', '--tenant', tenant], 'no key’s id'],
    ] as const) {
      expect(await run(...args)).toEqual({ code: 2, output: expect.stringContaining(words) });
    }
  }, 60_000);

  test('answers where programs read, and complains where people do', async () => {
    for (const help of [['help'], ['-h'], ['--help'], [], ['help', 'keys', 'create']]) {
      expect(await runApart(...help)).toMatchObject({ code: 0, complaints: [] });
    }
    const wrong = [
      [['tenant', 'remove'], 'There is no command "tenant remove".'],
      [['--version'], 'There is no command "--version".'],
      [['audit', 'verify', 'extra', '--json'], 'What is "extra"?'],
      [['tenant', 'create', '--name', 'Ada', 'Bakery', '--email', 'a@b.test'], 'What is "Bakery"?'],
    ] as const;
    for (const [args, words] of wrong) {
      const { code, answers, complaints } = await runApart(...args);
      expect([code, answers, complaints.join('\n')]).toEqual([2, [], expect.stringContaining(words)]);
    }
  });

  test('keeps the numbers that no tenant may call', async () => {
    const number = '+14155550142';
    expect(await asked('do-not-call', 'add', number, '--until', '2030-01-01T00:00:00Z')).toEqual({
      number,
      added: true,
    });
    const file = join(dataDir, 'numbers.csv');
    await writeFile(file, 'number\n(415) 555-0142\n(415) 555-0143\n');
    const load = (...more: string[]) => asked('do-not-call', 'import', file, ...more);
    expect(await load('--dry-run', 'yes')).toMatchObject({
      added: 0,
      errors: [{ line: 2, path: 'number' }, { line: 3 }],
    });
    expect((await run('do-not-call', 'import', file)).code).toBe(1);
    expect(await load('--country', 'US', '--source', 'registry')).toMatchObject({ numbers: 2, added: 1 });
    expect(await asked('do-not-call', 'list')).toEqual({
      total: 2,
      entries: [
        { number, source: 'operator', expires_at: null },
        { number: '+14155550143', source: 'registry', expires_at: null },
      ],
    });
    expect((await asked('do-not-call', 'list', '--after', number)).entries).toHaveLength(1);
    expect((await run('do-not-call', 'remove', number)).code).toBe(0);
    expect((await run('do-not-call', 'remove', number)).code).toBe(1);
    for (const [args, words] of [
      [['add', '12'], '12 is too short'],
      [['add', number, '--until', 'soon'], 'soon is no moment'],
      [['import', join(dataDir, 'nowhere.csv')], 'cannot be read'],
    ] as const) {
      expect(await run('do-not-call', ...args)).toMatchObject({
        code: 2,
        output: expect.stringContaining(words),
      });
    }
  }, 120_000);

  test('lists tenants, and takes scopes with a comma too many', async () => {
    expect(await run('tenant', 'list')).toEqual({ code: 0, output: 'There are no tenants.' });
    const { tenant_id } = await asked('tenant', 'create', '--name', 'Ada', '--email', 'a@b.test');
    expect(await asked('tenant', 'list')).toMatchObject([{ tenant_id, name: 'Ada', status: 'active' }]);
    const key = ['keys', 'create', '--tenant', tenant_id, '--name', 'till'];
    expect(await asked(...key, '--scopes', 'tickets:read, ')).toMatchObject({ scopes: ['tickets:read'] });
  }, 60_000);

  test('says what is wrong with what it was given', async () => {
    const key = ['keys', 'create', '--tenant', 'x', '--name', 'till'];
    const wrong = [
      [['tenant', 'create', '--name', 'A'], '--email is missing.'],
      [key, '--scopes is missing.'],
      [['keys', 'list'], '--tenant is missing.'],
    ] as const;
    for (const [args, words] of wrong) {
      expect(await run(...args)).toEqual({ code: 2, output: expect.stringContaining(words) });
    }
  }, 120_000);
});
