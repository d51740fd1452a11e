import { join } from 'node:path';
import { runPrinted } from '../commands/run-printed.mjs';
import { formatDuration } from '../console/format-duration.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { describeFailure, endOf } from './describe-failure.mjs';
import { readReport } from './read-report.mjs';

const vitest = join(repositoryRoot, 'node_modules', '.bin', 'vitest');

/**
 * One run: of vitest, with what its report counts, or of another command, which counts only if it fails.
 * @param {import('./suite-runs.mjs').SuiteRun} run
 * @param {object} options
 * @param {import('../processes/create-process-registry.mjs').ProcessRegistry} options.registry
 * @param {import('../commands/run-program.mjs').Stopping} options.stopping
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.reports folder
 * @param {(chunk: Uint8Array | string) => void} options.write what it prints
 * @returns {Promise<import('./read-report.mjs').Counts>}
 */
export const performRun = async (run, { registry, stopping, env, reports, write }) => {
  const { title, file, command, niceness } = run;
  const began = Date.now();
  const report = join(reports, `${file}.json`);
  const outputs = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  write(`\n== ${title} ==\n`);
  const { code, end } = await runPrinted({
    registry,
    stopping,
    name: title,
    command: command ?? vitest,
    args: command ? run.args : ['run', ...run.args, ...outputs],
    // Runs side by side keep what they remember apart.
    env: { ...env, ...run.env, PARLEY_TEST_RUN: file },
    niceness,
    write,
  });
  write(`== ${title}: ${formatDuration(Date.now() - began)} ==\n`);
  const counts = command ? nothing() : readReport(report, title);
  // Something besides a test: coverage below its bar, an error outside of any test.
  if (code !== 0 && counts.failed === 0) {
    counts.failed += 1;
    counts.problems.push(describeFailure(`${title}: ended with code ${code}`, [endOf(end)]));
  }
  return counts;
};

/** @returns {import('./read-report.mjs').Counts} */
const nothing = () => ({ passed: 0, failed: 0, skipped: 0, problems: [], skips: [] });
