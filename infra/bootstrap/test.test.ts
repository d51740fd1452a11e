import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { cachedSchemathesisFile } from './setup/provide-schemathesis.mjs';
import { fakeCheckout } from './testing/fake-checkout.ts';
import { fakeCommand } from './testing/fake-command.ts';

/** A vitest that notes how it was called and reports one test of the wanted status. */
const vitest = `echo "$PARLEY_TEST_DATABASE|$LIVEKIT_URL|$*" >> vitest-calls
for arg in "$@"; do case $arg in --outputFile.json=*) report=\${arg#*=} ;; esac; done
printf '{"testResults":[{"name":"a.test.ts","status":"passed","assertionResults":[{"status":"%s","fullName":"t","failureMessages":["Error: it is Monday"]}]}]}' "\${FAKE_STATUS:-passed}" > $report
echo coverage is too low
exit \${FAKE_CODE:-0}`;

function runSuite(args: string[], extra: NodeJS.ProcessEnv = {}) {
  const { root, env } = fakeCheckout();
  const bin = join(root, 'bin');
  fakeCommand(join(root, 'node_modules/.bin'), 'vitest', vitest);
  fakeCommand(bin, 'chromium', 'echo Chromium 150');
  fakeCommand(bin, 'python3', 'exit 0');
  const fuzzer = cachedSchemathesisFile({ root, cacheDir: join(root, '.cache', 'parley') });
  fakeCommand(dirname(fuzzer), 'schemathesis', 'exit 0');
  const run = spawnSync(process.execPath, [join(root, 'infra/bootstrap/test.mjs'), ...args], {
    cwd: root,
    env: { ...env, ...extra },
    encoding: 'utf8',
  });
  const calls = existsSync(join(root, 'vitest-calls'))
    ? readFileSync(join(root, 'vitest-calls'), 'utf8').trim().split('\n')
    : [];
  return {
    code: run.status,
    said: run.stdout + run.stderr,
    last: run.stdout.trimEnd().split('\n').at(-1),
    calls,
  };
}

it('runs every suite, the database’s on Postgres too, and closes with the sum', () => {
  const { code, last, calls, said } = runSuite([], { LIVEKIT_URL: 'wss://the-developers-own' });
  expect(last).toBe('7 passed, 0 failed');
  expect(code).toBe(0);
  expect(calls.map((call) => call.replace(/ --reporter.*/, '')).toSorted()).toEqual([
    'postgres||run --project unit --project int packages/db packages/core apps/control-plane/src/routes/creating.test.ts',
    '||run --project acceptance',
    '||run --project calls',
    '||run --project held',
    '||run --project int --exclude packages/**',
    '||run --project unit --project int packages --coverage',
    '||run --project unit apps infra',
  ]);
  // One after another to read, though they were side by side.
  expect(said.match(/(?<=^== )[^:\n=]+(?=(: .*)? ==$)/gm)).toEqual(
    ['Packages', 'Apps', 'Database suite on Postgres', 'With real services', 'Acceptance', 'Spoken calls']
      .concat('Held to the clock')
      .flatMap((title) => [title, title]),
  );
});

it('fails with a test, and with a run that ends badly though no test failed, and says why at the end', () => {
  const failed = runSuite([], { FAKE_STATUS: 'failed', FAKE_CODE: '1' });
  expect(failed.last).toBe('0 passed, 7 failed');
  expect(failed.code).toBe(1);
  expect(failed.said).toMatch(/\nFailed:\n {2}a\.test\.ts > t\n {6}Error: it is Monday\n/);
  const uncovered = runSuite([], { FAKE_CODE: '1' });
  expect(uncovered.last).toBe('7 passed, 7 failed');
  expect(uncovered.code).toBe(1);
  expect(uncovered.said).toContain('  Packages: ended with code 1\n      coverage is too low\n');
});

it('runs pnpm verify where that is asked, and fails with it', () => {
  const { code, last, said } = runSuite(['--verify', 'packages/core'], { FAKE_VERIFY_CODE: '3' });
  expect([code, last]).toEqual([1, '1 passed, 1 failed']);
  expect(said).toContain('  Verify: ended with code 3\n      badly formatted\n');
});

it('lets a developer skip, but not CI', () => {
  const free = runSuite([], { FAKE_STATUS: 'skipped' });
  expect([free.code, free.last]).toEqual([0, '0 passed, 0 failed, 7 skipped']);
  const strict = runSuite([], { FAKE_STATUS: 'skipped', CI: 'true' });
  expect([strict.code, strict.last]).toEqual([1, '0 passed, 7 failed']);
});

it('passes other arguments to vitest, and runs none with --setup-only', () => {
  const { last, calls } = runSuite(['packages/core', '-t', 'tickets']);
  expect(last).toBe('1 passed, 0 failed');
  expect(calls).toEqual([expect.stringContaining('run packages/core -t tickets ')]);
  const setUp = runSuite(['--setup-only']);
  expect([setUp.code, setUp.calls]).toEqual([0, []]);
  expect(setUp.said).toContain('Set up after');
});
