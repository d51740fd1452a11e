/**
 * @typedef {object} SuiteRun
 * @property {string} title
 * @property {string} file name of its report
 * @property {string} [command] vitest when left out
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {number} [niceness] how far it steps back for what runs beside it
 * @typedef {import('./run-plan.mjs').SuitePlan} SuitePlan
 */

const onPostgres = { PARLEY_TEST_DATABASE: 'postgres' };
const unit = ['--project', 'unit'];
const int = ['--project', 'int'];
/** What only computes takes what the others leave: those speak, listen, and look at the clock. */
const computes = 10;
const waits = 5;

/** @type {SuiteRun} */
const verify = {
  title: 'Verify',
  file: 'verify',
  command: 'pnpm',
  args: ['verify'],
  env: {},
  niceness: computes,
};
/** @type {SuiteRun} */
const packages = {
  title: 'Packages',
  file: 'packages',
  args: [...unit, ...int, 'packages', '--coverage'],
  env: {},
  niceness: computes,
};
/** @type {SuiteRun} */
const apps = { title: 'Apps', file: 'apps', args: [...unit, 'apps', 'infra'], env: {}, niceness: computes };
/** @type {SuiteRun} */
const postgres = {
  title: 'Database suite on Postgres',
  file: 'postgres',
  args: [
    ...[...unit, ...int],
    ...['packages/db', 'packages/core', 'apps/control-plane/src/routes/creating.test.ts'],
  ],
  env: onPostgres,
  niceness: computes,
};
/** @type {SuiteRun} */
const services = {
  title: 'With real services',
  file: 'int',
  // Those of the packages run with their unit tests, for what of them is reached counts together.
  args: [...int, '--exclude', 'packages/**'],
  env: {},
};
/** @type {SuiteRun} */
const acceptance = {
  title: 'Acceptance',
  file: 'acceptance',
  args: ['--project', 'acceptance'],
  env: {},
  niceness: waits,
};
/** @type {SuiteRun} */
const calls = { title: 'Spoken calls', file: 'calls', args: ['--project', 'calls'], env: {} };
/** @type {SuiteRun} */
const held = { title: 'Held to the clock', file: 'held', args: ['--project', 'held'], env: {} };

/** One after another, beside all that waits: the whole suite. @type {SuitePlan[]} */
const computing = [packages, apps, postgres];
/** What is held to the clock begins when nothing else is left but what steps back for it. @type {SuitePlan[]} */
const waiting = [services, { beside: [acceptance, calls] }, held];

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
const isolationRuns = [
  { title: 'Isolation', file: 'isolation', args: [...unit, ...proofs], env: {} },
  {
    title: 'Isolation on Postgres',
    file: 'isolation-postgres',
    args: [...int, 'packages/core/src/interleaved.int.test.ts'],
    env: onPostgres,
  },
];

/** One run for what somebody named. @param {string[]} args @returns {SuiteRun} */
const chosenRun = (args) => ({ title: `vitest ${args.join(' ')}`, file: 'chosen', args, env: {} });

/**
 * @param {object} asked
 * @param {string[]} asked.args what of it somebody named; nothing means all of it
 * @param {boolean} asked.isolation
 * @param {boolean} asked.verify
 * @returns {SuitePlan}
 */
export const planSuite = ({ args, isolation, verify: verifies }) => {
  if (args.length === 0 && !isolation) {
    const first = verifies ? [verify, ...computing] : computing;
    return { beside: [{ inTurn: first }, { inTurn: waiting }] };
  }
  const tests = args.length > 0 ? [chosenRun(args)] : isolationRuns;
  return { inTurn: verifies ? [verify, ...tests] : tests };
};
