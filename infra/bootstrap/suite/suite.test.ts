import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { tempFolder } from '../testing/temp-folder.ts';
import { addUp, closingLine } from './add-up.mjs';
import { describeFailure, endOf } from './describe-failure.mjs';
import { describeIsolation } from './describe-isolation.mjs';
import { readReport } from './read-report.mjs';
import { isLeak, testEnv } from './test-env.mjs';

const test = (status: string, fullName: string) => ({ status, fullName });

function report(testResults: unknown[]) {
  const file = join(tempFolder(), 'report.json');
  writeFileSync(file, JSON.stringify({ testResults }));
  return readReport(file, 'A run');
}

const name = join(repositoryRoot, 'a.test.ts');

it('counts tests by what became of them', () => {
  const assertionResults = [
    test('passed', 'p'),
    test('failed', 'f'),
    test('skipped', 's'),
    test('todo', 't'),
  ];
  expect(report([{ name, status: 'failed', assertionResults }])).toEqual({
    passed: 1,
    failed: 1,
    skipped: 2,
    problems: ['a.test.ts > f'],
    skips: ['a.test.ts > s', 'a.test.ts > t'],
  });
});

it('counts a file that could not be loaded, and a run without a report, as failures', () => {
  expect(report([{ name, status: 'failed', assertionResults: [] }])).toMatchObject({
    failed: 1,
    problems: ['a.test.ts (the file itself)'],
  });
  expect(readReport('/no/such/report', 'A run')).toMatchObject({ failed: 1, problems: ['A run: no report'] });
});

it('says what a failed test said, and a file whose own hook failed', () => {
  const failureMessages = [
    '\u001b[31mError: no such tenant\u001b[39m\n    at a.ts:3:1\n    at node:internal/x:1:1',
  ];
  const { problems } = report([
    { name, status: 'failed', assertionResults: [{ ...test('failed', 'f'), failureMessages }] },
    { name, status: 'failed', message: 'Hook timed out', assertionResults: [test('passed', 'p')] },
  ]);
  expect(problems).toEqual([
    'a.test.ts > f\n    Error: no such tenant\n        at a.ts:3:1',
    'a.test.ts (the file itself)\n    Hook timed out',
  ]);
});

it('keeps a long failure short, and of an output the end', () => {
  const long = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');
  expect(describeFailure('all', [long]).split('\n')).toHaveLength(42);
  expect(endOf(`${long}\n\n\u001b[2mcoverage is too low\u001b[22m\n`).split('\n').at(-1)).toBe(
    'coverage is too low',
  );
});

it('adds runs up; where skipping is not allowed a skip is a failure', () => {
  const one = { passed: 2, failed: 0, skipped: 1, problems: [], skips: ['a > s'] };
  const two = { passed: 3, failed: 1, skipped: 0, problems: ['b > f'], skips: [] };
  const free = addUp([one, two], { skipsFail: false });
  expect(closingLine(free)).toBe('5 passed, 1 failed, 1 skipped');
  const strict = addUp([one, two], { skipsFail: true });
  expect(closingLine(strict)).toBe('5 passed, 2 failed');
  expect(strict.problems).toEqual(['a > s (skipped)', 'b > f']);
});

it('keeps a developer’s services out of the tests', () => {
  const leaks = [
    'LIVEKIT_URL',
    'OPENAI_API_KEY',
    'CARTESIA_BASE_URL',
    'DATABASE_URL',
    'PARLEY_SECRET',
    'PGHOST',
    'PARLEY_HOST',
  ];
  expect(leaks.filter((variable) => !isLeak(variable))).toEqual([]);
  expect(['PATH', 'HOME', 'PARLEY_CACHE_DIR', 'PARLEY_PYTHON', 'CI'].filter(isLeak)).toEqual([]);
  const env = { PATH: '/bin', ...Object.fromEntries(leaks.map((variable) => [variable, 'x'])) };
  const livekit = { kind: 'binary', path: '/lk', version: '1' } as const;
  const nothing = { chromium: null, sipp: null, redis: null, schemathesis: null };
  expect(testEnv({ env, livekit, python: '/py', ...nothing })).toEqual({
    PATH: '/bin',
    PARLEY_TEST_LIVEKIT_BIN: '/lk',
    PARLEY_PYTHON: '/py',
  });
});

it('the isolation report says what the suites have counted', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'b.json'), '{"interleaved_requests":100000}');
  writeFileSync(join(folder, 'a.json'), '{"policy_mutants":225,"policy_mutants_killed":225}');
  expect(describeIsolation(folder)).toEqual([
    '\n== Isolation ==',
    '  225 policy mutants, 225 policy mutants killed',
    '  100,000 interleaved requests',
  ]);
  expect(describeIsolation(join(folder, 'nowhere'))).toEqual([]);
});
