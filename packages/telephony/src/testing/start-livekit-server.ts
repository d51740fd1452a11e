import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LiveKitSettings } from '../livekit-clients.ts';
import { findLiveKitServer } from './find-livekit-server.ts';
import { freePort } from './free-port.ts';

export interface TestLiveKitServer extends LiveKitSettings {
  stop(): Promise<void>;
}

const readyLine = 'starting LiveKit server';

const untilReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const said: string[] = [];
    server.once('exit', (code) =>
      reject(new Error(`livekit-server ended with ${code}:\n${said.join('\n')}`)),
    );
    server.once('error', reject);
    const output = server.stderr;
    if (!output) throw new Error('livekit-server has no stderr');
    createInterface({ input: output }).on('line', (line) => {
      if (said.length < 50) said.push(line);
      if (line.includes(readyLine)) resolve();
    });
  });

const untilAnswering = async (url: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Starts a real livekit-server on free loopback ports with keys of its own. */
export async function startLiveKitServer({
  webhookUrl,
  redisAddress,
}: {
  webhookUrl?: string;
  /** `host:port`; without it the server has no SIP API. */
  redisAddress?: string;
} = {}): Promise<TestLiveKitServer> {
  const binary = findLiveKitServer();
  if (!binary) throw new Error('no livekit-server: set PARLEY_TEST_LIVEKIT_BIN or put it on PATH');
  const apiKey = 'testkey';
  const apiSecret = randomBytes(24).toString('hex');
  const port = await freePort();
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: { node_ip: '127.0.0.1', tcp_port: await freePort(), udp_port: await freePort() },
    keys: { [apiKey]: apiSecret },
    ...(redisAddress ? { redis: { address: redisAddress } } : {}),
    ...(webhookUrl ? { webhook: { api_key: apiKey, urls: [webhookUrl] } } : {}),
  };
  const server = spawn(binary, ['--config-body', JSON.stringify(config)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server);
  await untilAnswering(`http://127.0.0.1:${port}/`);
  return {
    url: `ws://127.0.0.1:${port}`,
    apiKey,
    apiSecret,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}
