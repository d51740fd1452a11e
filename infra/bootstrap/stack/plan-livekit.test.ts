import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { livekitConfig } from './livekit-config.mjs';
import { planLiveKit } from './plan-livekit.mjs';
import { stackUrls } from './stack-urls.mjs';

const ports = {
  controlPlane: 8080,
  livekit: 7880,
  livekitTcp: 7881,
  livekitUdp: 7882,
  simulators: 5,
  worker: 6,
  phone: 7,
  sip: 8,
};
const keys = { apiKey: 'key', apiSecret: 'secret' };
const docker = { kind: 'docker', docker: '/usr/bin/docker', image: 'livekit/livekit-server:v1' } as const;

const plan = (source: Parameters<typeof planLiveKit>[0]['source'], host = '127.0.0.1') => {
  const runDir = tempFolder();
  const urls = stackUrls({ host, ports });
  const env = { PATH: '/bin', LIVEKIT_KEYS: 'other: keys' };
  const made = planLiveKit({ source, runDir, runId: 'r1', host, ports, urls, keys, env });
  return { made, file: join(runDir, 'livekit.yaml') };
};

it('keeps its keys for the owner and its ears off the developer’s environment', () => {
  const { made, file } = plan({ kind: 'binary', path: '/lk', version: '1' });
  expect([made.command, ...made.args]).toEqual(['/lk', '--config', file]);
  expect(made.env).toEqual({ PATH: '/bin' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    bind_addresses: ['127.0.0.1'],
    room: { auto_create: false },
    keys: { key: 'secret' },
    webhook: { api_key: 'key', urls: ['http://127.0.0.1:8080/livekit/webhook'] },
  });
});

it('removes its container, which killing the client does not', () => {
  const { made, file } = plan(docker);
  expect(made.args).toEqual(
    expect.arrayContaining(['run', '--rm', 'parley-livekit-r1', `${file}:/etc/livekit.yaml:ro`]),
  );
  expect(made.cleanUp).toEqual(['/usr/bin/docker', 'rm', '-f', 'parley-livekit-r1']);
});

it('takes media over TCP, and tells clients of its address, only beyond loopback', () => {
  const config = (host: string) => livekitConfig({ host, ports, keys, webhookUrl: 'http://x' }).rtc;
  expect(config('127.0.0.1')).toMatchObject({
    tcp_port: 0,
    node_ip: '127.0.0.1',
    ips: { includes: ['127.0.0.1/32'] },
  });
  expect(config('10.0.0.5')).toEqual({
    udp_port: 7882,
    tcp_port: 7881,
    use_external_ip: false,
    node_ip: '10.0.0.5',
  });
  expect(config('0.0.0.0')).not.toHaveProperty('node_ip');
});
