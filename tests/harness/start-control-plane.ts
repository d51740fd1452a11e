import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoFile, demoFileSchema } from '@parley/contracts';
import { freePort } from './free-port.ts';
import type { WorkArea } from './open-work-area.ts';
import { repository } from './repository.ts';
import type { ManagedProcess } from './spawn-process.ts';
import type { LivekitServer } from './start-livekit.ts';
import { waitUntil } from './wait-until.ts';

export interface ControlPlane {
  process: ManagedProcess;
  url: string;
  wsUrl: string;
  demo: DemoFile;
}

export interface ControlPlaneOptions {
  area: WorkArea;
  livekit: Pick<LivekitServer, 'url' | 'apiKey' | 'apiSecret'>;
  port?: number;
  env?: Record<string, string>;
}

/** The settings that the control plane of a test starts with. */
export function controlPlaneEnv({ area, livekit, port, env }: ControlPlaneOptions & { port: number }) {
  return {
    PARLEY_HOST: '127.0.0.1',
    PARLEY_PORT: String(port),
    PARLEY_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PARLEY_SECRET: 'a-secret-for-tests-of-more-than-thirty-two-characters',
    PARLEY_DATA_DIR: join(area.dir, 'parley'),
    PARLEY_DEMO: 'true',
    PARLEY_LOG_LEVEL: 'info',
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: livekit.apiKey,
    LIVEKIT_API_SECRET: livekit.apiSecret,
    ...env,
  };
}

/** Starts the control plane, with the demo tenants, and waits until it is healthy. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const port = options.port ?? (await freePort());
  const env = controlPlaneEnv({ ...options, port });
  const server = options.area.spawn({
    name: 'control-plane',
    command: process.execPath,
    args: ['apps/control-plane/src/server.ts'],
    cwd: repository,
    env,
  });
  const url = `http://127.0.0.1:${port}`;
  const healthy = waitUntil(async () => (await fetch(`${url}/health`)).ok, {
    within: 40_000,
    what: 'the control plane is healthy',
  });
  const early = server.exited.then((code) => {
    throw new Error(`the control plane ended with ${code}:\n${server.output()}`);
  });
  await Promise.race([healthy, early]);
  early.catch(() => {});
  const demo = demoFileSchema.parse(
    JSON.parse(await readFile(join(env.PARLEY_DATA_DIR, 'demo.json'), 'utf8')),
  );
  return { process: server, url, wsUrl: url.replace('http', 'ws'), demo };
}
