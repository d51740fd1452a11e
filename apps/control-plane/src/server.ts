import { ConfigError, loadConfig } from '@parley/config';
import { DatabaseError } from '@parley/db';
import { batchedOutput, createLogger } from '@parley/observability';
import { collectDefaultMetrics } from 'prom-client';
import { buildApp } from './app.ts';
import { checkExposure } from './check-exposure.ts';
import { type ControlPlaneConfig, configDefinition } from './config.ts';
import { provideDemo } from './demo/provide-demo.ts';
import { createDependencies, type Dependencies } from './dependencies.ts';
import { deleteOldRecordings } from './jobs/delete-old-recordings.ts';
import { forgetInBackground } from './jobs/forget-in-background.ts';
import { publicUrlOf } from './public-url-of.ts';
import type { App } from './routes/app-type.ts';
import { resealInBackground } from './secrets/reseal-in-background.ts';
import { stopInPhases } from './stop-in-phases.ts';

/** What the operator can put right; told without a stack. */
const isForOperator = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  error instanceof DatabaseError ||
  (error instanceof Error &&
    'code' in error &&
    ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(`${error.code}`));

function readConfig(): ControlPlaneConfig {
  const config = loadConfig(configDefinition, process.env);
  checkExposure(config);
  return config;
}

async function listen(app: App, { config, log, database }: Dependencies): Promise<void> {
  const url = publicUrlOf(config);
  if (config.demo) {
    const { dataDir } = config;
    const livekitUrl = config.livekitPublicUrl ?? config.livekitUrl;
    await provideDemo({ db: database.db, dataDir, url, livekitUrl, sipAddress: config.sipAddress });
  }
  await app.listen({ host: config.host, port: config.port, listenTextResolver: () => 'listening' });
  log.info({ url, database: database.kind }, 'control plane is ready');
}

function stopOnSignals(
  app: App,
  {
    hub,
    supervisor,
    webhooks,
    analyses,
    trunkSync,
    dialer,
    transfers,
    embeddings,
    afterwards,
    database,
    log,
  }: Dependencies,
): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    await stopInPhases(
      [
        { name: 'sockets', withinMs: 500, run: () => hub.close() },
        { name: 'requests', withinMs: 1_500, run: () => app.close() },
        { name: 'supervision', withinMs: 1_500, run: () => supervisor.stop() },
        { name: 'transfers', withinMs: 500, run: () => transfers.stop() },
        { name: 'dialer', withinMs: 1_000, run: () => dialer.stop() },
        { name: 'trunks', withinMs: 1_000, run: () => trunkSync.stop() },
        { name: 'analyses', withinMs: 1_000, run: () => analyses.stop() },
        { name: 'webhooks', withinMs: 1_000, run: () => webhooks.stop() },
        { name: 'embeddings', withinMs: 1_000, run: () => embeddings?.job.stop() },
        { name: 'mail', withinMs: 1_000, run: () => afterwards.settled() },
        { name: 'database', withinMs: 1_000, run: () => database.close() },
      ],
      log,
    );
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}

try {
  const config = readConfig();
  const log = createLogger({ name: 'control-plane', level: config.logLevel }, batchedOutput());
  const dependencies = await createDependencies(config, log);
  collectDefaultMetrics({ register: dependencies.metrics.registry });
  const app = await buildApp(dependencies);
  stopOnSignals(app, dependencies);
  await listen(app, dependencies);
  // First of all: a call that the last process had not dialled yet goes on, and only such a one.
  dependencies.dialer.start();
  dependencies.transfers.start();
  dependencies.supervisor.start();
  dependencies.webhooks.start();
  dependencies.analyses.start();
  dependencies.trunkSync.start();
  dependencies.embeddings?.job.start();
  void resealInBackground(dependencies);
  forgetInBackground(dependencies);
  deleteOldRecordings(dependencies);
} catch (error) {
  console.error(isForOperator(error) ? error.message : error);
  process.exit(1);
}
