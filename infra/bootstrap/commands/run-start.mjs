import { createReporter } from '../console/create-reporter.mjs';
import { describeLog } from '../console/describe-log.mjs';
import { formatDuration } from '../console/format-duration.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { checkExposure } from '../settings/check-exposure.mjs';
import { choosePorts, wantedPorts } from '../settings/choose-ports.mjs';
import { parseFlags } from '../settings/parse-flags.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUp } from '../setup/set-up.mjs';
import { needsSimulators } from '../stack/service-env.mjs';
import { describeExit } from '../stack/start-service.mjs';
import { startStack } from '../stack/start-stack.mjs';
import { UserError } from '../user-error.mjs';
import { beginRun } from './begin-run.mjs';
import { describeStack } from './describe-stack.mjs';
import { placeCall } from './place-call.mjs';
import { readDemo } from './read-demo.mjs';

const usage = `npm start -- [--once | --no-call]

  Sets up what is missing, starts Parley, places a call and prints where to talk to the agent.

  --once      exit after the call: 0 if its ticket holds what the caller said, else 1
  --no-call   start without a call
  --help      this text`;

const runFile = 'processes.json';

/** @param {string[]} args */
const readFlags = (args) => {
  const flags = parseFlags(args, /** @type {const} */ (['once', 'no-call', 'help']), usage);
  if (flags.once && flags['no-call']) throw new UserError('--once is the call: it cannot go with --no-call.');
  return flags;
};

/**
 * @param {{ args: string[], stopping: import('./run-program.mjs').Stopping }} options
 * @returns {Promise<number>} the exit code
 */
export const runStart = async ({ args, stopping }) => {
  const flags = readFlags(args);
  if (flags.help) {
    console.log(usage);
    return 0;
  }
  const began = Date.now();
  const reporter = createReporter();
  const settings = readSettings();
  checkExposure(settings.env);
  const registry = await beginRun({ title: 'Parley', settings, runFile, reporter, stopping });
  const { env, livekit, python } = await setUp({ root: repositoryRoot, settings, reporter, registry });
  const host = env.PARLEY_HOST ?? '127.0.0.1';
  const external = livekit.kind === 'external';
  const ports = await choosePorts({ env, wanted: wantedPorts(env, external), host, say: reporter.say });
  if (!needsSimulators(env))
    reporter.say('Providers: the real services, as keyed in .env or the environment');

  /** @type {(end: import('../stack/start-stack.mjs').ServiceEnd) => void} */
  let serviceEnded = () => {};
  /** @type {Promise<import('../stack/start-stack.mjs').ServiceEnd>} */
  const anyEnd = new Promise((resolve) => {
    serviceEnded = resolve;
  });
  const { dataDir, logDir } = settings;
  const onEnd = (/** @type {import('../stack/start-stack.mjs').ServiceEnd} */ end) => serviceEnded(end);
  const stack = await startStack({ dataDir, logDir, env, livekit, ports, python, registry, reporter, onEnd });
  stopping.onStop(stack.stop);
  const publicUrl = env.PARLEY_PUBLIC_URL ?? stack.urls.controlPlane;
  registry.setUrl(publicUrl);
  reporter.say(`Ready after ${formatDuration(Date.now() - began)}.`);

  const demo = env.PARLEY_DEMO === 'false' ? null : readDemo(stack.demoFile);
  const untilOver = async () => {
    if (flags.once && !demo)
      throw new UserError(
        '--once calls the demo tenant, and there is none (PARLEY_DEMO=false leaves it out).',
      );
    if (!flags['no-call'] && demo) {
      const good = await placeCall({ registry, stopping, env, python, demoFile: stack.demoFile });
      if (flags.once) return good ? 0 : 1;
      if (!good && !stopping.signal.aborted) reporter.warn('The call did not end as it should have.');
    }
    console.log(describeStack({ publicUrl, stack, demo, logDir }));
    console.log('\nCtrl-C stops everything.');
    return new Promise(() => {});
  };
  const ended = anyEnd.then(({ title, exit, logFile }) => {
    if (stopping.signal.aborted) return new Promise(() => {});
    throw new UserError(`${title} ${describeExit(exit)}; everything is being stopped.`, {
      detail: describeLog(logFile),
    });
  });
  return /** @type {Promise<number>} */ (Promise.race([untilOver(), ended]));
};
