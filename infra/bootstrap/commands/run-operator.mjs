import { createReporter } from '../console/create-reporter.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { loadSecrets } from '../settings/load-secrets.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUpWorkspace } from '../setup/set-up.mjs';
import { beginRun } from './begin-run.mjs';
import { runAttached } from './run-attached.mjs';

/**
 * `npm run parley -- …`: the operators' command line, with the settings and secrets that `npm start` uses.
 * @param {{ args: string[], stopping: import('./run-program.mjs').Stopping }} options
 */
export const runOperator = async ({ args, stopping }) => {
  const reporter = createReporter({ stream: process.stderr });
  const settings = readSettings();
  const runFile = `operator-${process.pid}.json`;
  const registry = await beginRun({ title: 'A command', settings, runFile, reporter, stopping });
  const env = await setUpWorkspace({ root: repositoryRoot, settings, reporter, registry });
  const { dataDir } = settings;
  return runAttached({
    registry,
    stopping,
    name: 'parley',
    command: 'node',
    args: ['apps/control-plane/src/cli/main.ts', ...args],
    env: {
      ...env,
      PARLEY_SECRET: env.PARLEY_SECRET ?? loadSecrets(dataDir).secret,
      PARLEY_DATA_DIR: dataDir,
    },
    stdin: 'inherit',
  });
};
