import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../processes/acquire-lock.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { UserError } from '../user-error.mjs';

/**
 * A Python environment of our own with some packages, made once for all checkouts.
 * @param {import('./context.mjs').SetupContext} context
 * @param {object} venv
 * @param {string} venv.title what it is for
 * @param {string} venv.what the packages, for people
 * @param {string} venv.log name of its log
 * @param {string} venv.python that makes it
 * @param {string} venv.folder
 * @param {string[]} venv.install arguments of pip install
 * @param {() => Promise<boolean>} venv.works whether it is there
 * @returns {Promise<boolean>} false: it could not be made, which has been said
 */
export const makeVenv = async ({ settings, reporter, registry, env }, venv) => {
  const { title, what, python, folder, works } = venv;
  const common = { registry, env, logFile: join(settings.logDir, `${venv.log}.log`) };
  const waiting = () => reporter.say(`${title}: another set-up is installing it, waiting for that one`);
  return withLock(`${folder}.lock`, waiting, async () => {
    if (await works()) return true;
    try {
      await reporter.step(`${title}: ${what}`, async (step) => {
        rmSync(folder, { recursive: true, force: true });
        const args = ['-m', 'venv', folder];
        await runTool({ ...common, name: 'python3 -m venv', command: python, args, step });
        const pip = ['-m', 'pip', 'install', '--no-input', ...venv.install];
        const own = join(folder, 'bin', 'python');
        await runTool({ ...common, name: 'pip install', command: own, args: pip, append: true, step });
        if (!(await works())) throw new UserError(`${what} was installed, but does not work.`);
      });
      return true;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      if (!(error instanceof UserError)) throw error;
      reporter.warn(`${title}: none. ${error.message}\n${error.detail}`);
      return false;
    }
  });
};
