import { fileURLToPath } from 'node:url';
import { cli, ServerOptions } from '@livekit/agents';
import { reportJobEnd } from '@parley/api-client/worker';
import { ConfigError, loadConfig } from '@parley/config';
import { createLogger, type Logger } from '@parley/observability';
import { chooseProviders, providerKeys, VoiceConfigError } from '@parley/voice/providers';
import { configDefinition, type WorkerConfig } from '../config.ts';
import { followJobs } from '../process/follow-jobs.ts';
import type { JobCall } from '../process/job-messages.ts';
import { reportCrashes } from '../process/report-crashes.ts';
import { serverOptions } from './server-options.ts';

/** Job processes import this file and take its default export. */
const agentFile = fileURLToPath(new URL('../job.ts', import.meta.url));

/** The command line: `start`, `dev`, `download-files`, and LiveKit's own others. */
export async function runWorker(argv: string[]): Promise<void> {
  const command = argv[0];
  if (command === 'start' || command === 'dev') return serve(command);
  // The plugins register what they have to download when they are imported.
  if (command === 'download-files') await import('@parley/voice');
  cli.runApp(new ServerOptions({ agent: agentFile }));
}

function serve(command: 'start' | 'dev'): void {
  const config = readConfig();
  const log = createLogger({ name: 'agent-worker', level: config.logLevel });
  reportCrashes(log, { onFatal: () => process.exit(1) });
  // LiveKit's native client logs at debug level everywhere else.
  process.env.NODE_ENV ??= 'production';
  // LiveKit's own logger, here and in the job processes; it knows no "silent".
  process.env.LOG_LEVEL ??= config.logLevel === 'silent' ? 'fatal' : config.logLevel;
  // `fork` gives these to every process that LiveKit starts.
  process.execArgv.push('--import', new URL('../process/preload.ts', import.meta.url).href);
  followJobs({ log, onEnd: (call) => void tellOfEnd(call, { config, log }) });
  const options = serverOptions({ config, agent: agentFile, log });
  log.info({ command, agentName: config.agentName, maxSessions: config.maxSessions }, 'worker starts');
  cli.runApp(options);
}

/** In vain where the control plane stays away: it then finds by itself, later, that the agent is gone. */
async function tellOfEnd(
  { sessionId, token }: JobCall,
  { config, log }: { config: WorkerConfig; log: Logger },
): Promise<void> {
  try {
    await reportJobEnd({ url: config.controlPlaneUrl, sessionId, token });
  } catch (error) {
    log.warn({ err: error, sessionId }, 'the control plane was not told that a job has ended');
  }
}

/** Settings, and whether any agent at all could speak with them; wrong ones end the process with a list. */
function readConfig(): WorkerConfig {
  try {
    const config = loadConfig(configDefinition, process.env);
    chooseProviders({}, providerKeys(config));
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof VoiceConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
