import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessRegistry } from '../processes/create-process-registry.mjs';
import { sendSignal } from '../processes/stop-group.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { portRules } from '../settings/choose-ports.mjs';
import { findFreePort } from '../settings/find-free-port.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { checkLiveKitBinary, findLiveKit, noLiveKitYet } from '../setup/find-livekit.mjs';
import { planStack } from './plan-stack.mjs';
import { startService } from './start-service.mjs';

/**
 * @typedef {'simulators' | 'control-plane' | 'agent-worker' | 'phone-gateway'} OwnServiceName
 * @typedef {'livekit' | OwnServiceName} ServiceName
 * @typedef {Record<import('../settings/choose-ports.mjs').PortName, number>} StackPorts
 * @typedef {{ name: ServiceName, title: string, exit: import('./start-service.mjs').ServiceExit, logFile: string }} ServiceEnd
 *
 * @typedef {object} StackOptions
 * @property {string} dataDir data, logs and run files of this stack
 * @property {ServiceName[]} [services] what to start now (default: all); the others by `start` later
 * @property {Partial<StackPorts>} [ports] unset: a free one
 * @property {NodeJS.ProcessEnv} [env] settings; default: this process's environment
 * @property {Partial<Record<ServiceName, NodeJS.ProcessEnv>>} [serviceEnv] for one service alone, over all else
 * @property {import('../setup/find-livekit.mjs').LiveKitSource} [livekit] default: PARLEY_TEST_LIVEKIT_BIN, on PATH or in the cache
 * @property {string | null} [python] that can recognise speech; default: PARLEY_PYTHON
 * @property {string} [logDir]
 * @property {import('../processes/create-process-registry.mjs').ProcessRegistry} [registry]
 * @property {import('../console/create-reporter.mjs').Reporter} [reporter]
 * @property {(end: ServiceEnd) => void} [onEnd] told when a service ends that nobody stopped
 *
 * @typedef {Awaited<ReturnType<typeof startStack>>} Stack
 */

/** The order of stopping; a start may go on side by side, but for those that need LiveKit. */
const stopOrder = /** @type {const} */ ([
  'phone-gateway',
  'agent-worker',
  'control-plane',
  'simulators',
  'livekit',
]);

/** @param {Partial<StackPorts>} given @returns {Promise<StackPorts>} */
const completePorts = async (given) => {
  const ports = { ...given };
  for (const name of /** @type {(keyof StackPorts)[]} */ (Object.keys(portRules))) {
    ports[name] ??= await findFreePort({ protocol: portRules[name].protocol });
  }
  return /** @type {StackPorts} */ (ports);
};

/**
 * Starts Parley's services, side by side, on ports and data of their own.
 * @param {StackOptions} options
 */
export const startStack = async (options) => {
  const { dataDir, env = process.env, reporter, onEnd } = options;
  const logDir = options.logDir ?? join(dataDir, 'logs');
  const runDir = join(dataDir, 'run');
  const { cacheDir } = readSettings({ environment: env });
  const named = env.PARLEY_TEST_LIVEKIT_BIN ?? null;
  const livekit =
    options.livekit ??
    (await checkLiveKitBinary(named)) ??
    (await findLiveKit({ env, cacheDir })) ??
    noLiveKitYet();
  const ports = await completePorts(options.ports ?? {});
  const registry = options.registry ?? createProcessRegistry({ runFile: join(runDir, 'processes.json') });
  const python = options.python === undefined ? (env.PARLEY_PYTHON ?? null) : options.python;
  const { urls, plans } = planStack({
    env,
    livekit,
    ports,
    python,
    dataDir,
    cacheDir,
    runDir,
    runId: registry.runId,
  });

  /** @type {Map<ServiceName, import('./start-service.mjs').Service>} */
  const running = new Map();
  /** Those whose end is somebody's wish. @type {WeakSet<import('./start-service.mjs').Service>} */
  const dismissed = new WeakSet();
  const logFile = (/** @type {ServiceName} */ name) => join(logDir, `${name}.log`);

  /**
   * Starts a service and waits until it is ready.
   * @param {ServiceName} name
   * @param {NodeJS.ProcessEnv} [extra] environment for this start alone
   */
  const start = async (name, extra = {}) => {
    const plan = plans.get(name);
    if (!plan || running.has(name)) return;
    const complete = { ...plan, env: { ...plan.env, ...options.serviceEnv?.[name], ...extra } };
    const boot = () => startService({ plan: complete, registry, cwd: repositoryRoot, logDir });
    const service = reporter
      ? await reporter.step(plan.title, async (step) => {
          const started = await boot();
          step.done(started.detail);
          return started;
        })
      : await boot();
    running.set(name, service);
    service.exited.then((exit) => {
      if (dismissed.has(service)) return;
      onEnd?.({ name, title: plan.title, exit, logFile: logFile(name) });
    });
  };

  /** @param {ServiceName} name */
  const stopService = async (name) => {
    const service = running.get(name);
    if (!service) return;
    dismissed.add(service);
    running.delete(name);
    await registry.stop(service.child, { graceMs: plans.get(name)?.graceMs ?? 5_000 });
  };

  /** Stops all in order, and whatever they left. */
  const stop = async () => {
    for (const name of stopOrder) await stopService(name);
    if (!options.registry) await registry.close({ graceMs: 1_000 });
  };

  /** What is wanted and exists here: there may be no LiveKit of ours to start, or no need of simulators. */
  const wanted = (options.services ?? [...stopOrder].reverse()).filter((name) => plans.has(name));
  for (const name of plans.keys()) rmSync(logFile(name), { force: true });
  const needsLiveKit = (/** @type {ServiceName} */ name) =>
    name === 'agent-worker' || name === 'phone-gateway';
  const early = wanted.filter((name) => !needsLiveKit(name)).map((name) => ({ name, up: start(name) }));
  const livekitUp = early.find(({ name }) => name === 'livekit')?.up ?? Promise.resolve();
  const late = livekitUp.then(() => Promise.all(wanted.filter(needsLiveKit).map((name) => start(name))));
  const results = await Promise.allSettled([...early.map(({ up }) => up), late]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }

  return {
    urls,
    ports,
    dataDir,
    logFile,
    demoFile: join(dataDir, 'demo.json'),
    start,
    stop,
    stopService,
    /** The processes that we started, by service. */
    pids: () => Object.fromEntries([...running].map(([name, service]) => [name, service.pid])),
    /**
     * Sends a signal to the service's own process and, if that ends it, waits for the end.
     * @param {ServiceName} name
     * @param {NodeJS.Signals} [signal]
     */
    kill: async (name, signal = 'SIGKILL') => {
      const service = running.get(name);
      if (!service) throw new Error(`${name} is not running`);
      dismissed.add(service);
      sendSignal(service.pid, signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await service.exited;
    },
    /** Stops what is left of it, then starts it with the same ports and data. @param {ServiceName} name */
    restart: async (name) => {
      await stopService(name);
      await start(name);
    },
  };
};
