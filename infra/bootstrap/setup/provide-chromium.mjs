import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { UserError } from '../user-error.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {NodeJS.ProcessEnv} env */
const findChromium = async (env) => {
  for (const name of names) {
    const path = findOnPath(name, env);
    if (path && (await probeCommand(path, ['--version'], { env })) !== null) return path;
  }
  return null;
};

const canInstall = () => {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
};

/**
 * The browser for the talk page's tests: PARLEY_CHROMIUM, PATH, else as root on Debian or Ubuntu its package.
 * @param {import('./context.mjs').SetupContext} context
 * @returns {Promise<string | null>} null: not to be had, which only matters to those tests
 */
export const provideChromium = async ({ settings, reporter, registry, env }) => {
  const fixed = env.PARLEY_CHROMIUM;
  if (fixed) {
    if ((await probeCommand(fixed, ['--version'], { env })) !== null) return fixed;
    throw new UserError(`PARLEY_CHROMIUM=${fixed} does not run.`);
  }
  const found = await findChromium(env);
  if (found) return found;
  if (!canInstall()) {
    reporter.warn(
      'Chromium: not found. Install it, or set PARLEY_CHROMIUM; without it the browser tests are skipped.',
    );
    return null;
  }
  const logFile = join(settings.logDir, 'chromium.log');
  const common = {
    registry,
    command: 'apt-get',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    logFile,
  };
  const install = reporter.step('Chromium: apt-get install', async (step) => {
    await runTool({ ...common, name: 'apt-get update', args: ['update'], step });
    const args = ['install', '-y', '--no-install-recommends', 'chromium'];
    await runTool({ ...common, name: 'apt-get install chromium', args, append: true, step });
  });
  try {
    await install;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    reporter.warn(`Chromium: none, so that the browser tests are skipped. ${error.message}`);
    return null;
  }
  return findChromium(env);
};
