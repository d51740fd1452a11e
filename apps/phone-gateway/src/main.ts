import { dispose } from '@livekit/rtc-node';
import { ConfigError, loadConfig } from '@parley/config';
import { createLogger, type Logger } from '@parley/observability';
import { configDefinition } from './config.ts';
import { type Gateway, startGateway } from './start-gateway.ts';
import { StoreError } from './store/open-sip-store.ts';
import { surviveCollecting } from './survive-collecting.ts';

/** What the operator can put right; told without a stack. */
const isForOperator = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  error instanceof StoreError ||
  (error instanceof Error &&
    'code' in error &&
    ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(`${error.code}`));

function stopOnSignals(gateway: Gateway, log: Logger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    await gateway.stop();
    await dispose();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}

try {
  const config = loadConfig(configDefinition, process.env);
  const log = createLogger({ name: 'phone-gateway', level: config.logLevel });
  surviveCollecting(log, { onFatal: () => process.exit(1) });
  const gateway = await startGateway(config, log);
  stopOnSignals(gateway, log);
  const sip = `sip:${gateway.sip.host}:${gateway.sip.port}`;
  // For whoever started it, whatever the log level.
  console.log(JSON.stringify({ ready: true, url: gateway.url, sip }));
} catch (error) {
  console.error(isForOperator(error) ? error.message : error);
  process.exit(1);
}
