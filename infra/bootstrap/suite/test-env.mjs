/** What tests may know of a developer's shell: where things are, never which services or accounts to use. */
const allowed = new Set([
  'PARLEY_CACHE_DIR',
  'PARLEY_PYTHON',
  'PARLEY_CHROMIUM',
  'PARLEY_SIPP',
  'PARLEY_REDIS',
  'PARLEY_SCHEMATHESIS',
  'PARLEY_TEST_LIVEKIT_BIN',
  'PARLEY_TEST_DATABASE',
  'PARLEY_TEST_RUN',
]);

/** Variables that would lead a test to a developer's own services. @param {string} name */
export const isLeak = (name) =>
  !allowed.has(name) &&
  (/^(PARLEY|LIVEKIT|OPENAI|CARTESIA)_/.test(name) || /^(DATABASE_URL|PG[A-Z]+)$/.test(name));

/**
 * The environment that tests and benches run in.
 * @param {import('../setup/set-up.mjs').SetUp} setup
 * @returns {NodeJS.ProcessEnv}
 */
export const testEnv = ({ env, livekit, python, chromium, sipp, redis, schemathesis }) => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !isLeak(name))),
  ...(livekit.kind === 'binary' ? { PARLEY_TEST_LIVEKIT_BIN: livekit.path } : {}),
  ...(python ? { PARLEY_PYTHON: python } : {}),
  ...(chromium ? { PARLEY_CHROMIUM: chromium } : {}),
  ...(sipp ? { PARLEY_SIPP: sipp } : {}),
  ...(redis ? { PARLEY_REDIS: redis } : {}),
  ...(schemathesis ? { PARLEY_SCHEMATHESIS: schemathesis } : {}),
});
