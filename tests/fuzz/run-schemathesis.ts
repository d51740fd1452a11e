import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkArea } from '../harness/open-work-area.ts';
import { repository } from '../harness/repository.ts';

/** What of Schemathesis's own report is read here. */
interface Report {
  complete: boolean;
  exit_code: number;
  operations: { selected: number; tested: number };
  test_cases: { generated: number };
  failures: { title: string; operations: string[] }[];
  errors: unknown[];
}

export interface FuzzReport {
  /** Requests that were made up and sent; those that only withhold credentials are not counted. */
  cases: number;
  operations: { selected: number; tested: number };
  /** Sequences of requests, each made of what an earlier one was answered. */
  scenarios: number;
  /** What is wrong, a line for each kind; empty: nothing. */
  problems: string[];
  /** The whole output, with a curl command for every failure. */
  output: string;
}

interface RunSchemathesis {
  area: WorkArea;
  /** The API's document. */
  document: string;
  /** Names the run, and its folder with the reports. */
  name: string;
  /** In tests/fuzz. */
  config: string;
  seed: number;
  args: string[];
  env: Record<string, string>;
}

/** Runs Schemathesis to its end. @throws when it made no report, with its output */
export async function runSchemathesis(run: RunSchemathesis): Promise<FuzzReport> {
  const command = process.env.PARLEY_SCHEMATHESIS;
  if (!command) throw new Error('PARLEY_SCHEMATHESIS is not set: npm test -- --setup-only brings it');
  const folder = join(run.area.dir, run.name);
  const process_ = run.area.spawn({
    name: run.name,
    command,
    args: [
      ...['--config-file', run.config, 'run', run.document, '--seed', `${run.seed}`],
      ...['--report', 'json,ndjson', '--report-dir', folder, '--generation-database', 'none', ...run.args],
    ],
    cwd: join(repository, 'tests/fuzz'),
    env: {
      ...run.env,
      PYTHONDONTWRITEBYTECODE: '1',
      HYPOTHESIS_STORAGE_DIRECTORY: join(folder, 'hypothesis'),
    },
  });
  await process_.exited;
  const output = process_.output();
  const file = (await readdir(folder).catch(() => [])).find((name) => /^json-.*\.json$/.test(name));
  if (!file) throw new Error(`Schemathesis made no report:\n${output}`);
  const report = JSON.parse(await readFile(join(folder, file), 'utf8')) as Report;
  const problems = [
    ...report.failures.map(({ title, operations }) => `${title}: ${operations.join(', ')}`),
    ...report.errors.map((error) => JSON.stringify(error)),
    ...(report.complete ? [] : ['it did not come to its end']),
  ];
  if (problems.length === 0 && report.exit_code !== 0) problems.push(`exit code ${report.exit_code}`);
  return {
    cases: report.test_cases.generated,
    operations: { selected: report.operations.selected, tested: report.operations.tested },
    scenarios: Number(/Scenarios:\s+(\d+)/.exec(output)?.[1] ?? 0),
    problems,
    output,
  };
}
