import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findLivekitServer } from './find-livekit-server.ts';
import { freePort, freeUdpPort } from './free-port.ts';
import type { WorkArea } from './open-work-area.ts';
import type { ManagedProcess } from './spawn-process.ts';
import { waitUntil } from './wait-until.ts';

export interface LivekitServer {
  process: ManagedProcess;
  /** ws://127.0.0.1:port */
  url: string;
  httpUrl: string;
  apiKey: string;
  apiSecret: string;
}

export interface LivekitOptions {
  area: WorkArea;
  webhookUrl?: string;
}

/** A livekit-server of our own on loopback with random ports. */
export async function startLivekit({ area, webhookUrl }: LivekitOptions): Promise<LivekitServer> {
  const [port, tcpPort, udpPort] = await Promise.all([freePort(), freePort(), freeUdpPort()]);
  const apiKey = 'acceptance';
  const apiSecret = 'acceptance-secret-of-forty-characters-or-so';
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: { tcp_port: tcpPort, udp_port: udpPort, node_ip: '127.0.0.1', enable_loopback_candidate: true },
    keys: { [apiKey]: apiSecret },
    logging: { level: 'info' },
    ...(webhookUrl ? { webhook: { api_key: apiKey, urls: [webhookUrl] } } : {}),
  };
  const file = join(area.dir, 'livekit.json');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  const server = area.spawn({ name: 'livekit', command: findLivekitServer(), args: ['--config', file] });
  const httpUrl = `http://127.0.0.1:${port}`;
  await waitUntil(async () => (await fetch(httpUrl)).ok, { within: 15_000, what: 'livekit-server answers' });
  return { process: server, url: `ws://127.0.0.1:${port}`, httpUrl, apiKey, apiSecret };
}
