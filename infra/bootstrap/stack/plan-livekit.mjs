import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopback } from '../settings/is-loopback.mjs';
import { livekitConfig } from './livekit-config.mjs';
import { waitForHttp } from './wait-for-http.mjs';

/**
 * How to start the LiveKit server: a binary, or a container on the host's network (on a system whose containers
 * have none, with its ports mapped).
 * @param {object} options
 * @param {import('../setup/find-livekit.mjs').LiveKitBinary | import('../setup/find-livekit.mjs').LiveKitInDocker} options.source
 * @param {string} options.runDir
 * @param {string} options.runId
 * @param {string} options.host
 * @param {import('./start-stack.mjs').StackPorts} options.ports
 * @param {import('./stack-urls.mjs').StackUrls} options.urls
 * @param {{ apiKey: string, apiSecret: string }} options.keys
 * @param {NodeJS.ProcessEnv} options.env
 * @returns {import('./start-service.mjs').ServicePlan}
 */
export const planLiveKit = ({ source, runDir, runId, host, ports, urls, keys, env }) => {
  const mapped = source.kind === 'docker' && process.platform !== 'linux';
  const webhookBase = mapped
    ? urls.controlPlane.replace(/127\.0\.0\.1|localhost/, 'host.docker.internal')
    : urls.controlPlane;
  const config = livekitConfig({
    host,
    ports,
    keys,
    webhookUrl: `${webhookBase}/livekit/webhook`,
    portsMapped: mapped,
  });
  mkdirSync(runDir, { recursive: true });
  const file = join(runDir, 'livekit.yaml');
  // JSON is YAML too.
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });

  const common = {
    name: /** @type {const} */ ('livekit'),
    title: 'LiveKit server',
    // It takes its keys from these too, and would mix them with the file's.
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('LIVEKIT_'))),
    ready: async (/** @type {import('./start-service.mjs').Readiness} */ readiness) => {
      const groupId = source.kind === 'docker' ? null : readiness.groupId;
      await waitForHttp(urls.livekitHttp, { ...readiness, groupId });
      return urls.livekit;
    },
    readyWithinMs: 20_000,
    graceMs: 5_000,
  };
  if (source.kind === 'binary') return { ...common, command: source.path, args: ['--config', file] };

  const name = `parley-livekit-${runId}`;
  const bindHost = isLoopback(host) ? '127.0.0.1' : host;
  const publish = [
    `${bindHost}:${ports.livekit}:${ports.livekit}`,
    `${bindHost}:${ports.livekitUdp}:${ports.livekitUdp}/udp`,
    ...(config.rtc.tcp_port ? [`${bindHost}:${ports.livekitTcp}:${ports.livekitTcp}`] : []),
  ];
  const network = mapped ? publish.flatMap((rule) => ['-p', rule]) : ['--network', 'host'];
  const mount = ['-v', `${file}:/etc/livekit.yaml:ro`];
  return {
    ...common,
    command: source.docker,
    args: [
      'run',
      '--rm',
      '--name',
      name,
      ...network,
      ...mount,
      source.image,
      '--config',
      '/etc/livekit.yaml',
    ],
    cleanUp: [source.docker, 'rm', '-f', name],
    readyWithinMs: 60_000,
    graceMs: 10_000,
  };
};
