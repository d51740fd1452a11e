import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { UserError } from '../user-error.mjs';
import { versions } from '../versions.mjs';
import { makeVenv } from './make-venv.mjs';

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
export const provideSpeech = async (context) => {
  const { settings, reporter, env } = context;
  const fixed = env.PARLEY_PYTHON;
  if (fixed) {
    if (await canHear(findOnPath(fixed, env) ?? fixed, env)) return fixed;
    throw new UserError(
      `PARLEY_PYTHON=${fixed} cannot import pocketsphinx: pip install pocketsphinx there, or unset it.`,
    );
  }
  const own = cachedPythonFile(settings.cacheDir);
  if (await canHear(own, env)) return own;
  const python = findOnPath('python3', env);
  if (await canHear(python, env)) return python;
  if (!python) {
    reporter.warn('Speech recognition: none, python3 is not on PATH. Calls are typed, not spoken.');
    return null;
  }

  const venv = {
    title: 'Speech recognition',
    what: `pocketsphinx ${versions.pocketsphinx}`,
    log: 'speech',
    python,
    folder: speechFolder(settings.cacheDir),
    install: [`pocketsphinx==${versions.pocketsphinx}`],
    works: () => canHear(own, env),
  };
  if (await makeVenv(context, venv)) return own;
  reporter.warn(
    'Calls are typed, not spoken. (On Debian and Ubuntu the package python3-venv may be missing.)',
  );
  return null;
};
