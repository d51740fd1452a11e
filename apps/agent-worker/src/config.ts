import {
  type ConfigOf,
  defineConfig,
  livekitSettings,
  portSetting,
  providerSettings,
  urlSetting,
} from '@parley/config';
import { z } from 'zod';

const wholeNumber = (least: number) =>
  z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(least, `expected at least ${least}`);

export const configDefinition = defineConfig({
  controlPlaneUrl: {
    doc: 'Where workers reach the control plane.',
    env: 'PARLEY_CONTROL_PLANE_URL',
    schema: urlSetting('http', 'https'),
    default: 'http://127.0.0.1:8080',
  },
  maxSessions: {
    doc: 'Calls that one worker takes at once; beyond it jobs are refused. A core carries about five.',
    env: 'PARLEY_WORKER_MAX_SESSIONS',
    schema: wholeNumber(1),
    default: 10,
  },
  idleProcesses: {
    doc: 'Processes kept warm for the next calls, at least 1; each takes about 220 MB.',
    env: 'PARLEY_WORKER_IDLE_PROCESSES',
    schema: wholeNumber(1),
    default: 2,
  },
  drainS: {
    doc: 'Seconds that calls may go on after SIGTERM. In production: the longest call, and no less in the orchestrator.',
    env: 'PARLEY_WORKER_DRAIN_S',
    schema: wholeNumber(1),
    default: 1,
  },
  host: {
    doc: 'Address of the health endpoint.',
    env: 'PARLEY_HOST',
    schema: z.string(),
    default: '127.0.0.1',
  },
  port: {
    doc: 'Port of the health endpoint: GET / answers 200 while the worker can take calls.',
    env: 'PARLEY_WORKER_PORT',
    // The SDK takes 0 for "unset" and then uses 8081.
    schema: portSetting.refine((port) => port > 0, 'expected a port from 1 to 65535'),
    default: 8081,
  },
  dataDir: {
    doc: 'Folder for the built-in database, for demo.json and for spoken phrases.',
    env: 'PARLEY_DATA_DIR',
    schema: z.string(),
    default: '.parley',
  },
  logLevel: {
    doc: 'Least serious level that is logged: trace, debug, info, warn, error, fatal or silent.',
    env: 'PARLEY_LOG_LEVEL',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    default: 'info',
  },
  ...livekitSettings,
  agentName: {
    doc: 'Name under which workers register with LiveKit and are dispatched.',
    env: 'PARLEY_AGENT_NAME',
    schema: z.string(),
    default: 'parley',
  },
  ...providerSettings,
});

export type WorkerConfig = ConfigOf<typeof configDefinition>;
