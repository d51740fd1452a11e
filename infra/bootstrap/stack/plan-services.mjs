import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { readReadyLine } from './read-ready-line.mjs';
import { serverFlags } from './server-flags.mjs';
import { waitForHttp } from './wait-for-http.mjs';

/**
 * How to start our own services.
 * @param {object} options
 * @param {string} options.root
 * @param {Record<import('./start-stack.mjs').OwnServiceName, NodeJS.ProcessEnv>} options.envs
 * @param {import('./stack-urls.mjs').StackUrls} options.urls
 * @param {import('./start-stack.mjs').StackPorts} options.ports
 * @returns {import('./start-service.mjs').ServicePlan[]}
 */
export const planServices = ({ root, envs, urls, ports }) => {
  /**
   * @param {import('./start-stack.mjs').OwnServiceName} name
   * @param {string} file
   * @param {string[]} args
   * @param {string[]} [flags] for node itself
   */
  const node = (name, file, args, flags = []) => ({
    name,
    command: findOnPath('node', envs[name]) ?? process.execPath,
    args: [...flags, join(root, file), ...args],
    env: envs[name],
    graceMs: 7_000,
  });
  return [
    {
      ...node('simulators', 'packages/rehearsal/src/cli/main.ts', [
        'simulators',
        '--port',
        String(ports.simulators),
      ]),
      title: 'Simulated providers',
      ready: async ({ signal, logFile, logFrom }) => {
        const { stt } = await readReadyLine(logFile, logFrom, signal);
        return `${urls.simulators} · hears by ${stt}`;
      },
      readyWithinMs: 60_000,
    },
    {
      ...node('control-plane', 'apps/control-plane/src/server.ts', [], serverFlags),
      title: 'Control plane',
      ready: async (readiness) => {
        await waitForHttp(`${urls.controlPlane}/health`, readiness);
        return urls.controlPlane;
      },
      readyWithinMs: 120_000,
    },
    {
      ...node('agent-worker', 'apps/agent-worker/src/main.ts', ['start']),
      title: 'Agent worker',
      ready: async (readiness) => {
        await waitForHttp(`${urls.worker}/`, readiness);
        return '';
      },
      readyWithinMs: 120_000,
    },
    {
      ...node('phone-gateway', 'apps/phone-gateway/src/main.ts', []),
      title: 'Phone gateway',
      ready: async ({ signal, logFile, logFrom }) => {
        const { sip } = await readReadyLine(logFile, logFrom, signal);
        return String(sip);
      },
      readyWithinMs: 60_000,
    },
  ];
};
