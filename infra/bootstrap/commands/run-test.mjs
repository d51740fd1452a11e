import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createReporter } from '../console/create-reporter.mjs';
import { formatDuration } from '../console/format-duration.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUp } from '../setup/set-up.mjs';
import { addUp, closingLine } from '../suite/add-up.mjs';
import { describeIsolation, forgetIsolation } from '../suite/describe-isolation.mjs';
import { performRun } from '../suite/perform-run.mjs';
import { runPlan } from '../suite/run-plan.mjs';
import { planSuite } from '../suite/suite-runs.mjs';
import { testEnv } from '../suite/test-env.mjs';
import { UserError } from '../user-error.mjs';
import { beginRun } from './begin-run.mjs';

const usage = `npm test -- [--isolation] [--setup-only] [--verify] [vitest arguments]

  Sets up what is missing, then runs the whole suite; with arguments, only what they name.

  --isolation    only what proves that tenants are kept apart, and how much of it there is
  --setup-only   set up and stop
  --verify       run pnpm verify too
  --help         this text

  For example: npm test -- packages/core    npm test -- --project calls`;

/** What only a whole machine offers: in CI its absence is a failure, not a reason to skip. */
const demand = (/** @type {import('../setup/set-up.mjs').SetUp} */ setup) => {
  const { livekit, python, chromium, sipp, redis, schemathesis } = setup;
  const missing = [
    livekit.kind === 'binary'
      ? ''
      : 'a livekit-server binary (LIVEKIT_URL and Docker do not serve the tests)',
    python ? '' : 'a Python with pocketsphinx',
    chromium ? '' : 'Chromium',
    sipp ? '' : 'sipp (Debian: sip-tester)',
    redis ? '' : 'redis-server',
    schemathesis ? '' : 'Schemathesis (python3 with venv)',
  ].filter(Boolean);
  if (missing.length > 0) throw new UserError(`The suite needs ${missing.join(', ')}.`);
};

/**
 * @param {{ args: string[], stopping: import('./run-program.mjs').Stopping }} options
 * @returns {Promise<number>}
 */
export const runTest = async ({ args, stopping }) => {
  const own = new Set(['--isolation', '--setup-only', '--verify', '--help']);
  const rest = args.filter((arg) => !own.has(arg));
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const began = Date.now();
  const ci = Boolean(process.env.CI);
  const reporter = createReporter();
  const read = readSettings();
  // The tests start servers of their own: a developer's LIVEKIT_URL must not stand in for one.
  const { LIVEKIT_URL: _, ...env } = read.env;
  const settings = { ...read, env };
  const registry = await beginRun({
    title: 'The suite',
    settings,
    runFile: 'test-processes.json',
    reporter,
    stopping,
  });
  const setup = await setUp(
    { root: repositoryRoot, settings, reporter, registry },
    { chromium: true, schemathesis: true },
  );
  if (ci) demand(setup);
  reporter.say(`Set up after ${formatDuration(Date.now() - began)}.`);
  if (args.includes('--setup-only')) return 0;

  const common = { registry, stopping, env: testEnv(setup) };
  const reports = join(settings.logDir, 'test-reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  forgetIsolation();
  const plan = planSuite({
    args: rest,
    isolation: args.includes('--isolation'),
    verify: args.includes('--verify'),
  });
  const runs = await runPlan(plan, {
    perform: (run, write) => performRun(run, { ...common, reports, write }),
    write: (chunk) => process.stdout.write(chunk),
    signal: stopping.signal,
  });
  if (stopping.signal.aborted) return 1;
  for (const line of describeIsolation()) reporter.say(line);
  const total = addUp(runs, { skipsFail: ci });
  if (total.problems.length > 0)
    reporter.say(`\nFailed:\n${total.problems.join('\n').replaceAll(/^/gm, '  ')}`);
  reporter.say(`\nThe whole took ${formatDuration(Date.now() - began)}.`);
  console.log(closingLine(total));
  return total.failed > 0 ? 1 : 0;
};
