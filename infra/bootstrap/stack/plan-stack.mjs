import { repositoryRoot } from '../repository-root.mjs';
import { loadSecrets } from '../settings/load-secrets.mjs';
import { planLiveKit } from './plan-livekit.mjs';
import { planServices } from './plan-services.mjs';
import { needsPhoneGateway, needsSimulators, serviceEnvs } from './service-env.mjs';
import { stackUrls } from './stack-urls.mjs';

/**
 * Which services this stack has and how each is started.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('../setup/find-livekit.mjs').LiveKitSource} options.livekit
 * @param {import('./start-stack.mjs').StackPorts} options.ports
 * @param {string | null} options.python
 * @param {string} options.dataDir
 * @param {string} options.cacheDir
 * @param {string} options.runDir
 * @param {string} options.runId
 */
export const planStack = ({ env, livekit, ports, python, dataDir, cacheDir, runDir, runId }) => {
  const host = env.PARLEY_HOST ?? '127.0.0.1';
  const secrets = loadSecrets(dataDir);
  const ownKeys = {
    apiKey: env.LIVEKIT_API_KEY ?? secrets.livekitApiKey,
    apiSecret: env.LIVEKIT_API_SECRET ?? secrets.livekitApiSecret,
  };
  const external = livekit.kind === 'external';
  const keys = external ? { apiKey: livekit.apiKey, apiSecret: livekit.apiSecret } : ownKeys;
  const urls = stackUrls({ host, ports, ...(external ? { livekitUrl: livekit.url } : {}) });
  const simulated = needsSimulators(env);
  const envs = serviceEnvs({
    env,
    urls,
    ports,
    secrets,
    keys,
    host,
    root: repositoryRoot,
    dataDir,
    cacheDir,
    python,
    simulated,
  });
  const all = [
    ...(external ? [] : [planLiveKit({ source: livekit, runDir, runId, host, ports, urls, keys, env })]),
    ...planServices({ root: repositoryRoot, envs, urls, ports }),
  ];
  const plans = new Map(all.map((plan) => [plan.name, plan]));
  if (!simulated) plans.delete('simulators');
  if (!needsPhoneGateway(env)) plans.delete('phone-gateway');
  return { urls, plans };
};
