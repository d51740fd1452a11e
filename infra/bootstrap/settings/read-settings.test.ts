import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { readSettings } from './read-settings.mjs';

it('takes the environment over .env, and an empty value for none, also over .env', () => {
  const root = tempFolder();
  writeFileSync(
    join(root, '.env'),
    'PARLEY_PORT=1\nPARLEY_HOST=filed\nOPENAI_API_KEY=\nLIVEKIT_URL=ws://filed\n',
  );
  const { env } = readSettings({ root, environment: { PARLEY_PORT: '2', LIVEKIT_URL: '' } });
  expect(env).toEqual({ PARLEY_PORT: '2', PARLEY_HOST: 'filed' });
});

it('keeps data in the checkout and the cache with the user, unless told otherwise', () => {
  const root = tempFolder();
  const usual = readSettings({ root, environment: { HOME: '/home/ann' } });
  expect(usual.logDir).toBe(join(root, '.parley', 'logs'));
  expect(usual.cacheDir).toBe('/home/ann/.cache/parley');
  const told = readSettings({
    root,
    environment: { PARLEY_DATA_DIR: 'elsewhere', XDG_CACHE_HOME: '/cache' },
  });
  expect(told.runDir).toBe(join(root, 'elsewhere', 'run'));
  expect(told.cacheDir).toBe('/cache/parley');
  expect(readSettings({ root, environment: { PARLEY_CACHE_DIR: '/c' } }).cacheDir).toBe('/c');
});

it('drops what npm says about itself, but not how to reach its registry', () => {
  const environment = { npm_lifecycle_event: 'start', npm_config_prefix: '/x', npm_config_registry: 'kept' };
  expect(readSettings({ root: tempFolder(), environment }).env).toEqual({ npm_config_registry: 'kept' });
});
