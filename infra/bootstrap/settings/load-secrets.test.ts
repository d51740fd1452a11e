import { readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { loadSecrets } from './load-secrets.mjs';

it('makes them once, keeps them, and for the owner only', () => {
  const folder = join(tempFolder(), 'data');
  const first = loadSecrets(folder);
  expect(first.secret.length).toBeGreaterThanOrEqual(32);
  expect(first.livekitApiSecret.length).toBeGreaterThanOrEqual(32);
  expect(loadSecrets(folder)).toEqual(first);
  expect(loadSecrets(join(folder, 'other')).secret).not.toBe(first.secret);
  const file = join(folder, 'secrets.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('never puts new ones in the place of a damaged file', () => {
  const folder = tempFolder();
  loadSecrets(folder);
  const file = join(folder, 'secrets.json');
  truncateSync(file, 10);
  const damaged = readFileSync(file, 'utf8');
  expect(() => loadSecrets(folder)).toThrow(`${file} is damaged`);
  expect(readFileSync(file, 'utf8')).toBe(damaged);
});
