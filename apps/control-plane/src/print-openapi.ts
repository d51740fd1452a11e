import { loadConfig } from '@parley/config';
import type { DatabaseHandle } from '@parley/db';
import { createLogger } from '@parley/observability';
import { buildApp } from './app.ts';
import { configDefinition } from './config.ts';
import { createDependencies } from './dependencies.ts';

// Prints the document that a server would serve at /openapi.json, without starting one.
const config = loadConfig(configDefinition, {
  PARLEY_SECRET: 'nothing-is-signed-with-it-a-document-is-printed',
  PARLEY_WEB_DIR: '/nonexistent',
  LIVEKIT_URL: 'ws://127.0.0.1:7880',
  LIVEKIT_API_KEY: 'none',
  LIVEKIT_API_SECRET: 'nothing-is-signed-with-it-a-document-is-printed',
});
const log = createLogger({ name: 'openapi', level: 'fatal' });
// Routes are made and never called, so nobody reaches for a row.
const database = { db: {} } as DatabaseHandle;
const app = await buildApp(await createDependencies(config, log, { database }));
await app.ready();
process.stdout.write(JSON.stringify(app.swagger()));
await app.close();
