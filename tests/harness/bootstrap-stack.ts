import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnv } from './clean-env.ts';
import { repository } from './repository.ts';

export type ServiceName = 'livekit' | 'simulators' | 'control-plane' | 'agent-worker' | 'phone-gateway';

/** What the bootstrap's `startStack` gives, as far as tests use it. */
export interface BootstrapStack {
  urls: {
    controlPlane: string;
    livekit: string;
    livekitHttp: string;
    simulators: string;
    openai: string;
    cartesia: string;
    worker: string;
    phone: string;
    sip: string;
  };
  ports: Record<string, number>;
  demoFile: string;
  start(name: ServiceName, extraEnv?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
  stopService(name: ServiceName): Promise<void>;
  pids(): Partial<Record<ServiceName, number>>;
  kill(name: ServiceName, signal?: NodeJS.Signals): Promise<void>;
  restart(name: ServiceName): Promise<void>;
  logFile(name: ServiceName): string;
}

export interface ServiceEnd {
  title: string;
  exit: { code: number | null; signal: NodeJS.Signals | null };
  logFile: string;
}

export interface BootstrapStackOptions {
  dataDir: string;
  /** Told when a service ends that nobody stopped. */
  onEnd?: (end: ServiceEnd) => void;
  services: ServiceName[];
  serviceEnv: Partial<Record<ServiceName, Record<string, string>>>;
}

/** Starts services as `npm start` does. The bootstrap is plain JavaScript without declarations. */
export async function startBootstrapStack(options: BootstrapStackOptions): Promise<BootstrapStack> {
  const file = pathToFileURL(join(repository, 'infra/bootstrap/stack/start-stack.mjs')).href;
  const { startStack } = (await import(file)) as {
    startStack: (options: BootstrapStackOptions & { env: Record<string, string> }) => Promise<BootstrapStack>;
  };
  return startStack({ ...options, env: cleanEnv() });
}
