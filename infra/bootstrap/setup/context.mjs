/**
 * What every set-up verb works with. `env` is what the tools get: PATH leads to the right Node and pnpm once
 * the toolchain is there.
 * @typedef {object} SetupContext
 * @property {string} root
 * @property {import('../settings/read-settings.mjs').Settings} settings
 * @property {import('../console/create-reporter.mjs').Reporter} reporter
 * @property {import('../processes/create-process-registry.mjs').ProcessRegistry} registry
 * @property {NodeJS.ProcessEnv} env
 */
export {};
