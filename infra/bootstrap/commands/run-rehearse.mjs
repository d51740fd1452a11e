import { join } from 'node:path';
import { createReporter } from '../console/create-reporter.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUp } from '../setup/set-up.mjs';
import { beginRun } from './begin-run.mjs';
import { runAttached } from './run-attached.mjs';

/**
 * `npm run rehearse -- …`: the rehearsal command line, set up first. Steps go to stderr, its output to stdout.
 * @param {{ args: string[], stopping: import('./run-program.mjs').Stopping }} options
 */
export const runRehearse = async ({ args, stopping }) => {
  const reporter = createReporter({ stream: process.stderr });
  const settings = readSettings();
  const runFile = `rehearse-${process.pid}.json`;
  const registry = await beginRun({ title: 'A rehearsal', settings, runFile, reporter, stopping });
  const { env, python } = await setUp({ root: repositoryRoot, settings, reporter, registry });
  return runAttached({
    registry,
    stopping,
    name: 'rehearse',
    command: 'node',
    args: ['packages/rehearsal/src/cli/main.ts', ...args, ...demoOf(args, settings.dataDir)],
    env: { ...env, ...(python ? { PARLEY_PYTHON: python } : {}) },
    stdin: 'inherit',
  });
};

/** A call goes to the Parley of these settings, unless it is told another. @param {string[]} args @param {string} dataDir */
const demoOf = (args, dataDir) =>
  /^(calls?$|export$|--)/.test(args[0] ?? '') && !args.some((arg) => /^--(demo|url|against|help)\b/.test(arg))
    ? ['--demo', join(dataDir, 'demo.json')]
    : [];
