import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { AccessToken } from 'livekit-server-sdk';

export interface TestLiveKitServer {
  url: string;
  token(room: string, identity: string): Promise<string>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A real livekit-server on free ports of loopback, with keys of its own. */
export async function startLiveKitServer(binary: string): Promise<TestLiveKitServer> {
  const secret = randomBytes(24).toString('hex');
  const port = await freePort();
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: { node_ip: '127.0.0.1', tcp_port: await freePort(), udp_port: await freePort() },
    keys: { testkey: secret },
  };
  const server = spawn(binary, ['--config-body', JSON.stringify(config)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`livekit-server ended with ${code}`)));
    server.stderr.on('data', (text) => {
      if (String(text).includes('starting LiveKit server')) resolve();
    });
  });
  return {
    url: `ws://127.0.0.1:${port}`,
    async token(room, identity) {
      const token = new AccessToken('testkey', secret, { identity });
      token.addGrant({ roomJoin: true, room });
      return token.toJwt();
    },
    async stop() {
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}
