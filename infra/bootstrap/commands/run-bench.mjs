import { createReporter } from '../console/create-reporter.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUp } from '../setup/set-up.mjs';
import { testEnv } from '../suite/test-env.mjs';
import { beginRun } from './begin-run.mjs';
import { runAttached } from './run-attached.mjs';

/**
 * `npm run bench -- NAME [--json]`: tests/bench, set up first. Steps go to stderr, so that with --json stdout is
 * the bench's alone.
 * @param {{ args: string[], stopping: import('./run-program.mjs').Stopping }} options
 */
export const runBench = async ({ args, stopping }) => {
  const reporter = createReporter({ stream: process.stderr });
  const settings = readSettings();
  const registry = await beginRun({
    title: 'A bench',
    settings,
    runFile: 'bench-processes.json',
    reporter,
    stopping,
  });
  const needs = { schemathesis: args[0] === 'fuzz' };
  const setup = await setUp({ root: repositoryRoot, settings, reporter, registry }, needs);
  return runAttached({
    registry,
    stopping,
    name: 'bench',
    command: 'node',
    args: ['tests/bench/main.ts', ...args],
    env: testEnv(setup),
  });
};
