import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemoCredentials, seedDemo } from '@parley/core';
import { openDatabase } from '@parley/db';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-cli-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

async function run(...args: string[]) {
  const lines: string[] = [];
  const env = { PARLEY_SECRET: 'mZ4rT9vK2xW7pQ1nB8cL5dF3gH6jS0yA', PARLEY_DATA_DIR: dataDir };
  const code = await runCli(args, { env, print: (line) => lines.push(line) });
  return { code, output: lines.join('\n') };
}

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
  }, 60_000);

  test('says how it is called', async () => {
    expect(await run()).toMatchObject({
      code: 0,
      output: expect.stringContaining('audit verify [--tenant ID]'),
    });
    expect((await run('nonsense')).code).toBe(2);
    expect((await run('doctor', '--nonsense')).code).toBe(2);
    expect(await run('audit', 'verify', '--tenant', 'x')).toEqual({
      code: 2,
      output: 'There is no tenant x.',
    });
  }, 60_000);
});
