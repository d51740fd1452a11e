import { freePort } from './free-port.ts';
import type { WorkArea } from './open-work-area.ts';
import { repository } from './repository.ts';
import type { ManagedProcess } from './spawn-process.ts';
import type { LivekitServer } from './start-livekit.ts';
import { waitUntil } from './wait-until.ts';

export interface Worker {
  process: ManagedProcess;
  healthUrl: string;
}

export interface WorkerOptions {
  area: WorkArea;
  livekit: Pick<LivekitServer, 'url' | 'apiKey' | 'apiSecret'>;
  controlPlaneUrl: string;
  /** Keys and base URLs of the providers. */
  providers: Record<string, string>;
  env?: Record<string, string>;
}

/** Starts the agent worker and waits until it is registered with LiveKit. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const port = await freePort();
  const worker = options.area.spawn({
    name: 'worker',
    command: process.execPath,
    args: ['apps/agent-worker/src/main.ts', 'start'],
    cwd: repository,
    env: {
      PARLEY_CONTROL_PLANE_URL: options.controlPlaneUrl,
      PARLEY_WORKER_PORT: String(port),
      PARLEY_WORKER_IDLE_PROCESSES: '1',
      LIVEKIT_URL: options.livekit.url,
      LIVEKIT_API_KEY: options.livekit.apiKey,
      LIVEKIT_API_SECRET: options.livekit.apiSecret,
      ...options.providers,
      ...options.env,
    },
  });
  const healthUrl = `http://127.0.0.1:${port}`;
  await waitUntil(async () => (await fetch(healthUrl)).ok, {
    within: 60_000,
    what: `the worker is registered with LiveKit\n${worker.output()}`,
  });
  return { process: worker, healthUrl };
}
