import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

const binary = process.env.PARLEY_REDIS ?? 'redis-server';

export const haveRedis = spawnSync(binary, ['--version']).error === undefined;

export interface TestRedis {
  /** `host:port`. */
  address: string;
  stop(): Promise<void>;
}

/** A store of its own on a free loopback port, kept in memory alone. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const args = ['--bind', '127.0.0.1', '--port', `${port}`, '--save', '', '--appendonly', 'no'];
  const server = spawn(binary, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ready = Promise.withResolvers<void>();
  server.once('error', ready.reject);
  server.once('exit', (code) => ready.reject(new Error(`redis-server ended with ${code}`)));
  createInterface({ input: server.stdout }).on('line', (line) => {
    if (line.includes('Ready to accept connections')) ready.resolve();
  });
  await ready.promise;
  return {
    address: `127.0.0.1:${port}`,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}
