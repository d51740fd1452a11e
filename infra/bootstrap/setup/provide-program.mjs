import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { UserError } from '../user-error.mjs';

/**
 * @typedef {object} Program
 * @property {string} title
 * @property {readonly string[]} names under which it is found on PATH
 * @property {string} setting the variable that names it
 * @property {readonly string[]} [probe] what it is asked to see whether it runs; left out: nothing
 * @property {string} debianPackage
 * @property {string} without what is missing without it
 */

/** @param {string} path @param {Program} program @param {NodeJS.ProcessEnv} env */
const runs = async (path, { probe }, env) =>
  probe ? (await probeCommand(path, [...probe], { env })) !== null : existsSync(path);

/** @param {Program} program @param {NodeJS.ProcessEnv} env */
const findProgram = async (program, env) => {
  for (const name of program.names) {
    const path = findOnPath(name, env);
    if (path && (await runs(path, program, env))) return path;
  }
  return null;
};

const canInstall = () => {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
};

/**
 * A program that only tests need: the one that is named, on PATH, else as root on Debian or Ubuntu its package.
 * @param {import('./context.mjs').SetupContext} context
 * @param {Program} program
 * @returns {Promise<string | null>} null: not to be had, which only matters to those tests
 */
export const provideProgram = async ({ settings, reporter, registry, env }, program) => {
  const { title, setting, debianPackage, without } = program;
  const fixed = env[setting];
  if (fixed) {
    if (await runs(fixed, program, env)) return fixed;
    throw new UserError(`${setting}=${fixed} does not run.`);
  }
  const found = await findProgram(program, env);
  if (found) return found;
  if (!canInstall()) {
    reporter.warn(`${title}: not found. Install it, or set ${setting}; without it ${without}.`);
    return null;
  }
  const logFile = join(settings.logDir, `${debianPackage}.log`);
  const common = {
    registry,
    command: 'apt-get',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    logFile,
  };
  const install = reporter.step(`${title}: apt-get install`, async (step) => {
    await runTool({ ...common, name: 'apt-get update', args: ['update'], step });
    const args = ['install', '-y', '--no-install-recommends', debianPackage];
    await runTool({ ...common, name: `apt-get install ${debianPackage}`, args, append: true, step });
  });
  try {
    await install;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    reporter.warn(`${title}: none, so that ${without}. ${error.message}`);
    return null;
  }
  return findProgram(program, env);
};
