import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@parley/config';
import { createLogger } from '@parley/observability';
import { SipClient } from 'livekit-server-sdk';
import { configDefinition } from '../config.ts';
import type { LiveKitServer } from '../room/create-sip-token.ts';
import { type Gateway, startGateway } from '../start-gateway.ts';

export interface TestGateway extends Gateway {
  api: SipClient;
  dataDir: string;
  health(): Promise<GatewayHealth>;
}

export interface GatewayHealth {
  status: string;
  calls: { running: number; max: number; ended: Record<string, number> };
  sip: { port: number; calls: number; bans: number };
}

/** A gateway of its own on free ports, with an empty folder. */
export async function startTestGateway(
  livekit: LiveKitServer,
  settings: Record<string, string> = {},
): Promise<TestGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-gateway-'));
  const config = loadConfig(configDefinition, {
    PARLEY_SIP_PORT: '0',
    PARLEY_PHONE_PORT: '0',
    PARLEY_DATA_DIR: dataDir,
    PARLEY_PHONE_DRAIN_S: '0',
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: livekit.apiKey,
    LIVEKIT_API_SECRET: livekit.apiSecret,
    ...settings,
  });
  const log = createLogger({ name: 'test', level: process.env.PARLEY_TEST_LOG ?? 'silent' });
  const gateway = await startGateway(config, log);
  return {
    ...gateway,
    dataDir,
    api: new SipClient(gateway.url, livekit.apiKey, livekit.apiSecret),
    health: async () => (await fetch(`${gateway.url}/health`)).json() as Promise<GatewayHealth>,
    async stop() {
      await gateway.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
