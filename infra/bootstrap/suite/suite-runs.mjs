/**
 * @typedef {object} SuiteRun
 * @property {string} title
 * @property {string} file name of its report
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The whole suite, one vitest run after another: what is cheap first, what listens to the clock alone.
 * @type {SuiteRun[]}
 */
export const suiteRuns = [
  {
    title: 'Unit and integration',
    file: 'unit',
    args: ['--project', 'unit', '--project', 'int', '--coverage'],
    env: {},
  },
  {
    title: 'Database suite on Postgres',
    file: 'postgres',
    args: [
      '--project',
      'unit',
      '--project',
      'int',
      'packages/db',
      'packages/core',
      'apps/control-plane/src/routes/creating.test.ts',
    ],
    env: { PARLEY_TEST_DATABASE: 'postgres' },
  },
  { title: 'Acceptance', file: 'acceptance', args: ['--project', 'acceptance*'], env: {} },
  { title: 'Spoken calls', file: 'calls', args: ['--project', 'calls'], env: {} },
];

const proofs = [
  'packages/db/src/tenancy.test.ts',
  'packages/db/src/grants.test.ts',
  'packages/db/src/policy-mutants.test.ts',
  'packages/core/src/verbs-access.test.ts',
  'packages/core/src/access-mutants.test.ts',
  'apps/control-plane/src/routes/isolation.test.ts',
  'apps/control-plane/src/routes/canaries.test.ts',
  'apps/control-plane/src/routes/secret-canaries.test.ts',
];

/** What of the suite proves that tenants are kept apart. @type {SuiteRun[]} */
export const isolationRuns = [
  { title: 'Isolation', file: 'isolation', args: ['--project', 'unit', ...proofs], env: {} },
  {
    title: 'Isolation on Postgres',
    file: 'isolation-postgres',
    args: ['--project', 'int', 'packages/core/src/interleaved.int.test.ts'],
    env: { PARLEY_TEST_DATABASE: 'postgres' },
  },
];

/** One run for what somebody named. @param {string[]} args @returns {SuiteRun[]} */
export const chosenRun = (args) => [{ title: `vitest ${args.join(' ')}`, file: 'chosen', args, env: {} }];
