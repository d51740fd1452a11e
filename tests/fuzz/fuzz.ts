import { parseArgs } from 'node:util';
import { startFuzzTarget } from './fuzz-target.ts';
import { type FuzzReport, runSchemathesis } from './run-schemathesis.ts';

const minimumCases = 10_000;

/**
 * Tries every operation of the API's document, long: what its schemas allow, what they forbid, and in sequences.
 * @returns the exit code: 1 when anything is not as documented, or too little was tried.
 */
export async function fuzz(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: `${Math.floor(Math.random() * 1e9)}` },
      examples: { type: 'string', default: '70' },
      'stateful-seconds': { type: 'string', default: '150' },
    },
  });
  const seed = Number(values.seed);
  process.stderr.write(`seed ${seed}; again with: npm run fuzz -- --seed ${seed}\n`);
  const target = await startFuzzTarget('fuzz');
  const { stack, document, env, strangerEnv } = target;
  const common = { area: stack.area, document, seed };
  const config = 'schemathesis.toml';
  const plans = {
    operations: {
      config,
      env,
      args: ['--phases', 'examples,coverage,fuzzing', '-n', values.examples],
    },
    sequences: {
      config,
      env,
      args: ['--phases', 'stateful', '-n', '200', '--max-time', values['stateful-seconds']],
    },
    destructive: { config: 'destructive.toml', env: strangerEnv, args: ['-n', '30'] },
  };
  const reports: FuzzReport[] = [];
  try {
    for (const [name, plan] of Object.entries(plans)) {
      const report = await runSchemathesis({ ...common, name, ...plan });
      reports.push(report);
      const { cases, operations, scenarios, problems, output } = report;
      const tried = `${cases} cases, ${operations.tested} of ${operations.selected} operations`;
      process.stdout.write(`${name}: ${tried}, ${scenarios} scenarios, ${problems.length} problems\n`);
      if (problems.length > 0) process.stdout.write(`${output}\n`);
    }
  } finally {
    await stack.stop();
  }
  const total = reports.reduce((sum, { cases }) => sum + cases, 0);
  const failed = reports.some(({ problems }) => problems.length > 0);
  process.stdout.write(
    `${total} cases${total < minimumCases ? `, fewer than ${minimumCases}` : ''}; reports in ${stack.area.dir}\n`,
  );
  return failed || total < minimumCases ? 1 : 0;
}
