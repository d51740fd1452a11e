import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createReporter } from '../console/create-reporter.mjs';
import { formatDuration } from '../console/format-duration.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUp } from '../setup/set-up.mjs';
import { addUp, closingLine } from '../suite/add-up.mjs';
import { describeIsolation, forgetIsolation } from '../suite/describe-isolation.mjs';
import { readReport } from '../suite/read-report.mjs';
import { chosenRun, isolationRuns, suiteRuns } from '../suite/suite-runs.mjs';
import { testEnv } from '../suite/test-env.mjs';
import { UserError } from '../user-error.mjs';
import { beginRun } from './begin-run.mjs';
import { runAttached } from './run-attached.mjs';

const usage = `npm test -- [--isolation] [--setup-only] [--verify] [vitest arguments]

  Sets up what is missing, then runs the whole suite; with arguments, only what they name.

  --isolation    only what proves that tenants are kept apart, and how much of it there is
  --setup-only   set up and stop
  --verify       run pnpm verify too, before the tests
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
  let verified = true;
  if (args.includes('--verify')) {
    const code = await runAttached({ ...common, name: 'verify', command: 'pnpm', args: ['verify'] });
    verified = code === 0;
  }
  const reports = join(settings.logDir, 'test-reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const runs = [];
  forgetIsolation();
  const whole = args.includes('--isolation') ? isolationRuns : suiteRuns;
  for (const run of rest.length > 0 ? chosenRun(rest) : whole) {
    const report = join(reports, `${run.file}.json`);
    const outputs = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    reporter.say(`\n== ${run.title} ==`);
    const code = await runAttached({
      ...common,
      name: run.title,
      command: join(repositoryRoot, 'node_modules', '.bin', 'vitest'),
      args: ['run', ...run.args, ...outputs],
      env: { ...common.env, ...run.env },
    });
    const counts = readReport(report, run.title);
    // Something besides a test: coverage below its bar, an error outside of any test.
    if (code !== 0 && counts.failed === 0) {
      counts.failed += 1;
      counts.problems.push(`${run.title}: vitest ended with code ${code}`);
    }
    runs.push(counts);
    if (stopping.signal.aborted) return 1;
  }
  for (const line of describeIsolation()) reporter.say(line);
  const total = addUp(runs, { skipsFail: ci });
  if (!verified) {
    total.failed += 1;
    total.problems.push('pnpm verify');
  }
  if (total.problems.length > 0)
    reporter.say(`\nFailed:\n${total.problems.map((line) => `  ${line}`).join('\n')}`);
  reporter.say(`\nThe whole took ${formatDuration(Date.now() - began)}.`);
  console.log(closingLine(total));
  return total.failed > 0 ? 1 : 0;
};
