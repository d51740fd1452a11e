import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createReporter } from '../console/create-reporter.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { readSettings } from '../settings/read-settings.mjs';
import { setUp } from '../setup/set-up.mjs';
import { testEnv } from '../suite/test-env.mjs';
import { UserError } from '../user-error.mjs';
import { beginRun } from './begin-run.mjs';
import { runAttached } from './run-attached.mjs';

const benchDir = join(repositoryRoot, 'tests', 'bench');

const listBenches = () =>
  existsSync(benchDir)
    ? readdirSync(benchDir)
        .filter((file) => file.endsWith('.bench.ts'))
        .map((file) => file.slice(0, -'.bench.ts'.length))
    : [];

/**
 * `npm run bench -- NAME [--json]`: runs tests/bench/NAME.bench.ts, set up first. With --json only its JSON goes
 * to stdout.
 * @param {{ args: string[], stopping: import('./run-program.mjs').Stopping }} options
 */
export const runBench = async ({ args, stopping }) => {
  const [name = '', ...rest] = args;
  const names = listBenches();
  if (!names.includes(name)) {
    const what =
      name === '' || name === '--help' ? 'npm run bench -- NAME [--json]' : `There is no bench "${name}".`;
    throw new UserError(what, { detail: `Benches: ${names.join(', ') || 'none'}` });
  }
  const reporter = createReporter({ stream: process.stderr });
  const settings = readSettings();
  const registry = await beginRun({ settings, runFile: 'bench.json', reporter, stopping });
  const setup = await setUp({ root: repositoryRoot, settings, reporter, registry });
  return runAttached({
    registry,
    stopping,
    name: `bench ${name}`,
    command: 'node',
    args: [join('tests', 'bench', `${name}.bench.ts`), ...rest],
    env: testEnv(setup),
  });
};
