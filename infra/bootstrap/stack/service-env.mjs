/** What only the control plane may know: a worker reaches data through the API alone. */
const controlPlaneOnly = [
  'PARLEY_SECRET',
  'PARLEY_MASTER_KEYS',
  'PARLEY_SMTP_URL',
  'DATABASE_URL',
  'PARLEY_DATABASE_OWNER_URL',
];
const providerKeys = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'CARTESIA_API_KEY', 'CARTESIA_BASE_URL'];

/** @param {NodeJS.ProcessEnv} env @param {string[]} names @returns {NodeJS.ProcessEnv} */
const without = (env, names) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

/** Whether some stage has no provider of its own, so that the simulators must serve it. */
export const needsSimulators = (/** @type {NodeJS.ProcessEnv} */ env) =>
  !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL;

/** Whether calls come through our own gateway; not where a SIP service of LiveKit's is named. */
export const needsPhoneGateway = (/** @type {NodeJS.ProcessEnv} */ env) => !env.PARLEY_SIP_API_URL;

/**
 * @typedef {object} ServiceEnvOptions
 * @property {NodeJS.ProcessEnv} env
 * @property {import('./stack-urls.mjs').StackUrls} urls
 * @property {import('./start-stack.mjs').StackPorts} ports
 * @property {import('../settings/load-secrets.mjs').Secrets} secrets
 * @property {{ apiKey: string, apiSecret: string }} keys of LiveKit
 * @property {string} host
 * @property {string} root
 * @property {string} dataDir
 * @property {string} cacheDir
 * @property {string | null} python
 * @property {boolean} simulated
 *
 * The environment of each of our own services.
 * @param {ServiceEnvOptions} options
 */
export const serviceEnvs = ({
  env,
  urls,
  ports,
  secrets,
  keys,
  host,
  root,
  dataDir,
  cacheDir,
  python,
  simulated,
}) => {
  const common = {
    ...env,
    // Compiled modules are kept: the worker's cold start is most of what a second start costs.
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? `${cacheDir}/node-compile-cache`,
    LIVEKIT_URL: urls.livekit,
    LIVEKIT_API_KEY: keys.apiKey,
    LIVEKIT_API_SECRET: keys.apiSecret,
  };
  const simulatedProviders = {
    OPENAI_API_KEY: 'simulated',
    OPENAI_BASE_URL: urls.openai,
    CARTESIA_API_KEY: env.CARTESIA_API_KEY ?? 'simulated',
    ...(env.CARTESIA_API_KEY ? {} : { CARTESIA_BASE_URL: urls.cartesia }),
  };
  const providers = {
    ...(simulated ? simulatedProviders : {}),
    // An OpenAI-compatible server of one's own may want no key, but the worker takes none for "no provider".
    ...(env.OPENAI_BASE_URL && !env.OPENAI_API_KEY ? { OPENAI_API_KEY: 'none' } : {}),
  };
  /** @type {Record<import('./start-stack.mjs').OwnServiceName, NodeJS.ProcessEnv>} */
  const envs = {
    'control-plane': {
      ...common,
      // It tries the keys before an agent is switched on.
      ...providers,
      PARLEY_HOST: host,
      PARLEY_PORT: String(ports.controlPlane),
      PARLEY_PUBLIC_URL: env.PARLEY_PUBLIC_URL ?? urls.controlPlane,
      PARLEY_SIP_API_URL: env.PARLEY_SIP_API_URL ?? urls.phone,
      ...(needsPhoneGateway(env)
        ? {
            PARLEY_SIP_ADDRESS: urls.sip,
            PARLEY_PHONE_PUBLIC_URL: env.PARLEY_PHONE_PUBLIC_URL ?? urls.phone?.replace(/^http/, 'ws'),
          }
        : {}),
      PARLEY_SECRET: env.PARLEY_SECRET ?? secrets.secret,
      PARLEY_DATA_DIR: dataDir,
      PARLEY_DEMO: env.PARLEY_DEMO ?? 'true',
      PARLEY_WEB_DIR: env.PARLEY_WEB_DIR ?? `${root}/apps/web/dist`,
    },
    'agent-worker': {
      ...without(common, controlPlaneOnly),
      ...providers,
      PARLEY_HOST: '127.0.0.1',
      PARLEY_CONTROL_PLANE_URL: urls.controlPlane,
      PARLEY_WORKER_PORT: String(ports.worker),
      PARLEY_DATA_DIR: dataDir,
      // One machine, one caller at first: a second warm process would only delay the first call.
      PARLEY_WORKER_IDLE_PROCESSES: env.PARLEY_WORKER_IDLE_PROCESSES ?? '1',
    },
    'phone-gateway': {
      ...without(common, [...controlPlaneOnly, ...providerKeys]),
      // rtc-node writes every frame into the log otherwise.
      NODE_ENV: 'production',
      PARLEY_HOST: '127.0.0.1',
      PARLEY_PHONE_PORT: String(ports.phone),
      PARLEY_SIP_PORT: String(ports.sip),
      PARLEY_DATA_DIR: dataDir,
    },
    simulators: {
      ...without(common, [...controlPlaneOnly, ...providerKeys, 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']),
      ...(python ? { PARLEY_PYTHON: python } : {}),
    },
  };
  return envs;
};
