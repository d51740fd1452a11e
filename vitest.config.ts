import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { readSettings } from './infra/bootstrap/settings/read-settings.mjs';
import { cachedLiveKitFile } from './infra/bootstrap/setup/find-livekit.mjs';
import { cachedSchemathesisFile } from './infra/bootstrap/setup/provide-schemathesis.mjs';
import { cachedPythonFile } from './infra/bootstrap/setup/provide-speech.mjs';
import { isLeak } from './infra/bootstrap/suite/test-env.mjs';

// A developer's shell must not lead a test to a developer's services; workers inherit this environment.
for (const name of Object.keys(process.env)) if (isLeak(name)) delete process.env[name];

// So that vitest run by hand finds what `npm test -- --setup-only` brought.
const { cacheDir } = readSettings({ environment: process.env, root: join(import.meta.dirname, 'tests') });
const brought = {
  PARLEY_TEST_LIVEKIT_BIN: cachedLiveKitFile(cacheDir),
  PARLEY_PYTHON: cachedPythonFile(cacheDir),
  PARLEY_SCHEMATHESIS: cachedSchemathesisFile({ root: import.meta.dirname, cacheDir }),
};
for (const [name, file] of Object.entries(brought)) if (existsSync(file)) process.env[name] ??= file;

const sources = ['packages/*/src', 'apps/*/src', 'infra'];
const tests = (ending: string) => sources.map((folder) => `${folder}/**/*${ending}`);

/** `import('x.ts?without=START-END')` is x.ts without that check or throw, as suites prove that it is missed. */
const withoutPieces = {
  name: 'parley-without',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    const [, start, end] = /\?without=(\d+)-(\d+)$/.exec(id) ?? [];
    if (!start || !end) return undefined;
    const piece = code.slice(Number(start), Number(end));
    const instead =
      { throw: ';', chooseAgent: 'asked.agentId', requirePerson: '(ctx.actor as any)' }[
        /^\w+/.exec(piece)?.[0] ?? ''
      ] ?? 'undefined';
    return code.slice(0, Number(start)) + instead + code.slice(Number(end));
  },
};

/** One Postgres for a run on Postgres; otherwise nothing. */
const globalSetup = ['./packages/db/src/testing/serve-postgres.ts'];

/** Suites that start whole platforms. */
const platforms = { testTimeout: 120_000, hookTimeout: 120_000 };
/** One file at a time, and after the others: they listen, or hold something to the clock. */
const alone = { ...platforms, fileParallelism: false, maxWorkers: 1, sequence: { groupOrder: 2 } };
/** Limits of seconds that are the product's promise, or as many calls as the machine carries: nothing runs beside. */
const held = ['tests/{acceptance,calls}/**/*.held.test.ts', 'packages/*/src/**/*.held.test.ts'];

/** Those of the database's packages that ask none: a second one would tell nothing new. */
const askNoDatabase =
  process.env.PARLEY_TEST_DATABASE === 'postgres'
    ? globSync('packages/{db,core}/src/**/*.test.ts', { cwd: import.meta.dirname }).filter(
        (file) =>
          !file.endsWith('.int.test.ts') &&
          !readFileSync(join(import.meta.dirname, file), 'utf8').includes('openTestDatabase'),
      )
    : [];

export default defineConfig({
  // Runs side by side each remember for themselves.
  cacheDir: join('node_modules/.vite', process.env.PARLEY_TEST_RUN ?? ''),
  test: {
    pool: 'forks',
    // rtc-node's, of a handle that it had given up itself, when memory is collected: in nobody's call stack.
    onUnhandledError: ({ message }) => (message === 'trying to drop an invalid handle' ? false : undefined),
    // Vitest would leave a core free, and two is what small machines have.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        plugins: [withoutPieces],
        test: {
          name: 'unit',
          globalSetup,
          // Ends what hangs and measures nothing: in CI these step back for those that wait.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          include: [...tests('.test.ts'), ...tests('.test.tsx')],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.{int,held}.test.*', ...askNoDatabase],
        },
      },
      {
        extends: true,
        test: {
          name: 'int',
          globalSetup,
          include: tests('.int.test.ts'),
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'acceptance',
          include: ['tests/acceptance/**/*.test.ts'],
          exclude: held,
          ...platforms,
          // They wait more than they compute.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'calls', include: ['tests/calls/**/*.test.ts'], exclude: held, ...alone },
      },
      { extends: true, test: { name: 'held', include: held, ...alone } },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/*.d.ts', '**/generated/**'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
      // By what the packages' own tests reach; the apps' count for nothing here.
      thresholds: {
        lines: 80,
        'packages/api-client/src/**': { lines: 90 },
        'packages/contracts/src/**': { lines: 80 },
        'packages/voice/src/**': { lines: 90 },
      },
    },
  },
});
