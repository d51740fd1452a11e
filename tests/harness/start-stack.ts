import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoFile, demoFileSchema } from '@parley/contracts';
import {
  type BootstrapStack,
  type ServiceEnd,
  type ServiceName,
  startBootstrapStack,
} from './bootstrap-stack.ts';
import { openWorkArea, type WorkArea } from './open-work-area.ts';

export interface StackOptions {
  /** Names the folder with its data and logs: test-results/<name>-<pid>. */
  name: string;
  /** Beside LiveKit and the control plane; default: both. */
  parts?: ('simulators' | 'agent-worker' | 'phone-gateway')[];
  controlPlaneEnv?: Record<string, string>;
  workerEnv?: Record<string, string>;
  gatewayEnv?: Record<string, string>;
}

export interface LivekitServer {
  url: string;
  httpUrl: string;
  apiKey: string;
  apiSecret: string;
}

/** Parley's services as processes of their own, on random ports of loopback, with data of their own. */
export interface Stack {
  /** For what a test starts besides. */
  area: WorkArea;
  livekit: LivekitServer;
  /** The control plane's. */
  url: string;
  wsUrl: string;
  demo: DemoFile;
  simulatorsUrl: string;
  /** Where telephones call: `host:port`. */
  sip: string;
  /** What a worker needs to talk to the simulators. */
  providerEnv: Record<string, string>;
  services: Pick<BootstrapStack, 'start' | 'stopService' | 'kill' | 'restart' | 'ports'>;
  pid(name: ServiceName): number;
  log(name: ServiceName): Promise<string>;
  /** @throws Error when a service had ended that no test stopped */
  stop(): Promise<void>;
}

/** Suites ask more often than anybody may, all from one address: they are counted, but not refused. */
const manyRequests = {
  PARLEY_RATE_LIMIT_PER_ADDRESS: '1000000',
  PARLEY_RATE_LIMIT_PER_KEY: '1000000',
  PARLEY_RATE_LIMIT_PER_TENANT: '1000000',
};

/** Starts what is asked for; when one part fails, nothing stays. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const area = await openWorkArea(options.name);
  const ended: ServiceEnd[] = [];
  const services = await startBootstrapStack({
    dataDir: area.dir,
    onEnd: (end) => ended.push(end),
    services: ['livekit', 'control-plane', ...(options.parts ?? ['simulators', 'agent-worker'])],
    serviceEnv: {
      'control-plane': { ...manyRequests, ...options.controlPlaneEnv },
      'agent-worker': options.workerEnv ?? {},
      'phone-gateway': options.gatewayEnv ?? {},
    },
  });
  const { urls } = services;
  const secrets = JSON.parse(await readFile(join(area.dir, 'secrets.json'), 'utf8'));
  return {
    area,
    livekit: {
      url: urls.livekit,
      httpUrl: urls.livekitHttp,
      apiKey: secrets.livekitApiKey,
      apiSecret: secrets.livekitApiSecret,
    },
    url: urls.controlPlane,
    wsUrl: urls.controlPlane.replace('http', 'ws'),
    demo: demoFileSchema.parse(JSON.parse(await readFile(services.demoFile, 'utf8'))),
    simulatorsUrl: urls.simulators,
    sip: urls.sip,
    providerEnv: {
      OPENAI_API_KEY: 'simulated',
      OPENAI_BASE_URL: urls.openai,
      CARTESIA_API_KEY: 'simulated',
      CARTESIA_BASE_URL: urls.cartesia,
    },
    services,
    pid(name) {
      const pid = services.pids()[name];
      if (pid === undefined) throw new Error(`${name} is not running`);
      return pid;
    },
    log: (name) => readFile(services.logFile(name), 'utf8'),
    async stop() {
      await area.stopAll();
      await services.stop();
      if (ended.length > 0) throw new Error((await Promise.all(ended.map(describeEnd))).join('\n'));
    },
  };
}

async function describeEnd({ title, exit, logFile }: ServiceEnd): Promise<string> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  return `${title} ended by itself (code ${exit.code}, signal ${exit.signal}):\n${log.slice(-1_500)}`;
}
