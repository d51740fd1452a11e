import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FuzzTarget, startFuzzTarget } from '../fuzz/fuzz-target.ts';
import { type FuzzReport, runSchemathesis } from '../fuzz/run-schemathesis.ts';

const seed = 20_260;
const isHere = process.env.PARLEY_SCHEMATHESIS !== undefined;

let target: FuzzTarget;
beforeAll(async () => {
  if (isHere) target = await startFuzzTarget('schemathesis');
});
afterAll(() => target?.stack.stop());

/** What goes wrong is shown whole: the output has a curl command for every failure. */
async function tryOut(name: string, config: string, ...args: string[]): Promise<FuzzReport> {
  const { stack, document, env, strangerEnv } = target;
  const who = config === 'destructive.toml' ? strangerEnv : env;
  const report = await runSchemathesis({ area: stack.area, document, name, config, seed, args, env: who });
  console.log(`${name}, seed ${seed}: ${report.cases} cases, ${report.scenarios} scenarios`);
  expect(report.problems, report.output).toEqual([]);
  return report;
}

// The short form; the long one is `npm run fuzz`.
describe.skipIf(!isHere)('as the document says', { timeout: 900_000 }, () => {
  test('every operation answers to what it allows, and refuses what it forbids', async () => {
    const report = await tryOut('operations', 'schemathesis.toml', '--phases', 'examples,fuzzing', '-n', '6');
    expect(report.operations.selected).toBeGreaterThan(70);
    expect(report.operations.tested).toBe(report.operations.selected);
    expect(report.cases).toBeGreaterThan(4 * report.operations.selected);
  });

  test('also in sequences, each made of what the one before was answered', async () => {
    const args = ['--phases', 'stateful', '-n', '50', '--max-time', '25'];
    const report = await tryOut('sequences', 'schemathesis.toml', ...args);
    expect(report.scenarios).toBeGreaterThan(3);
  });

  test('also those that end a log-in or close the tenant', async () => {
    const args = ['--phases', 'examples,fuzzing', '-n', '4'];
    const report = await tryOut('destructive', 'destructive.toml', ...args);
    expect(report.operations).toEqual({ selected: 7, tested: 7 });
  });

  test('nothing of all that is an error in the log', async () => {
    const log = await target.stack.log('control-plane');
    expect(log.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });
});
