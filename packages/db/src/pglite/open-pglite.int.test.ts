import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '@parley/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, tenants, withTenant } from '../index.ts';
import { pgliteMajorVersion } from './data-version.ts';

const writer = fileURLToPath(new URL('../testing/write-until-killed.ts', import.meta.url));

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-data-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

it('loses nothing it confirmed when the process is killed, and lets one process in at a time', async () => {
  const tenantId = newId('tenant');
  const child = fork(writer, [dataDir, tenantId], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let confirmed = 0;
  while (confirmed < 50) [confirmed] = await once(child, 'message');
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({
    reason: 'in_use',
    message: expect.stringContaining(`process ${child.pid}`),
  });
  child.on('message', (count: number) => {
    confirmed = count;
  });
  child.kill('SIGKILL');
  await once(child, 'close');

  const handle = await openDatabase({ dataDir });
  expect(handle.kind).toBe('pglite');
  const [tenant] = await withTenant(handle.db, tenantId, (tx) => tx.select().from(tenants));
  expect(Number(tenant?.name)).toBeGreaterThanOrEqual(confirmed);
  await handle.close();
}, 240_000);

it('opens again what it closed', async () => {
  const handle = await openDatabase({ dataDir });
  const { rows } = await handle.db.execute<{ server_version: string }>('show server_version');
  expect(rows[0]?.server_version.split('.')[0]).toBe(pgliteMajorVersion);
  await handle.close();
}, 240_000);

it('says which folder it cannot write in', async () => {
  const file = join(dataDir, 'a-file');
  writeFileSync(file, '');
  for (const folder of [file, join(file, 'below')]) {
    const message = expect.stringContaining(`The folder ${folder} cannot be used`);
    await expect(openDatabase({ dataDir: folder })).rejects.toMatchObject({ reason: 'folder', message });
  }
});

it('refuses files of another version, and gives its lock back', async () => {
  writeFileSync(join(dataDir, 'data', 'PG_VERSION'), '16\n');
  for (const _ of [1, 2]) {
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({
      reason: 'unsupported_version',
      message: expect.stringContaining('version 16'),
    });
  }
});
