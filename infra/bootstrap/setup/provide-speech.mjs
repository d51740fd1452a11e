import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../processes/acquire-lock.mjs';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { UserError } from '../user-error.mjs';
import { versions } from '../versions.mjs';

/** @param {string | null} python @param {NodeJS.ProcessEnv} env */
const canHear = async (python, env) =>
  python !== null && (await probeCommand(python, ['-c', 'import pocketsphinx'], { env })) !== null;

/** @param {string} cacheDir */
const speechFolder = (cacheDir) => join(cacheDir, `pocketsphinx-${versions.pocketsphinx}`);

/** @param {string} cacheDir */
export const cachedPythonFile = (cacheDir) => join(speechFolder(cacheDir), 'bin', 'python');

/**
 * A Python that can recognise speech: PARLEY_PYTHON, python3 from PATH, else a private environment in the cache.
 * @param {import('./context.mjs').SetupContext} context
 * @returns {Promise<string | null>} null: no recogniser here, so calls are typed
 */
export const provideSpeech = async ({ settings, reporter, registry, env }) => {
  const fixed = env.PARLEY_PYTHON;
  if (fixed) {
    if (await canHear(findOnPath(fixed, env) ?? fixed, env)) return fixed;
    throw new UserError(
      `PARLEY_PYTHON=${fixed} cannot import pocketsphinx: pip install pocketsphinx there, or unset it.`,
    );
  }
  const folder = speechFolder(settings.cacheDir);
  const own = cachedPythonFile(settings.cacheDir);
  if (await canHear(own, env)) return own;
  const python = findOnPath('python3', env);
  if (await canHear(python, env)) return python;
  if (!python) {
    reporter.warn('Speech recognition: none, python3 is not on PATH. Calls are typed, not spoken.');
    return null;
  }

  const logFile = join(settings.logDir, 'speech.log');
  const common = { registry, env, logFile };
  const waiting = () =>
    reporter.say('Speech recognition: another set-up is installing it, waiting for that one');
  return withLock(`${folder}.lock`, waiting, async () => {
    if (await canHear(own, env)) return own;
    try {
      await reporter.step(`Speech recognition: pocketsphinx ${versions.pocketsphinx}`, async (step) => {
        rmSync(folder, { recursive: true, force: true });
        await runTool({
          ...common,
          name: 'python3 -m venv',
          command: python,
          args: ['-m', 'venv', folder],
          step,
        });
        const pip = ['-m', 'pip', 'install', '--no-input', `pocketsphinx==${versions.pocketsphinx}`];
        await runTool({ ...common, name: 'pip install', command: own, args: pip, append: true, step });
        if (!(await canHear(own, env)))
          throw new UserError('pocketsphinx was installed, but cannot be imported.');
      });
      return own;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      if (!(error instanceof UserError)) throw error;
      reporter.warn(`Speech recognition: none. ${error.message}\n${error.detail}`);
      reporter.warn(
        'Calls are typed, not spoken. (On Debian and Ubuntu the package python3-venv may be missing.)',
      );
      return null;
    }
  });
};
