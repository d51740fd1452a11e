import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { hashInputs } from './hash-inputs.mjs';
import { makeVenv } from './make-venv.mjs';

const requirements = 'tests/fuzz/requirements.txt';

/** @param {{ root: string, cacheDir: string }} places */
const folderOf = ({ root, cacheDir }) =>
  join(cacheDir, `schemathesis-${hashInputs(root, [requirements]).slice(0, 16)}`);

/** @param {{ root: string, cacheDir: string }} places */
export const cachedSchemathesisFile = (places) => join(folderOf(places), 'bin', 'schemathesis');

/**
 * Schemathesis, which tries the API by its document, in a private environment in the cache.
 * @param {import('./context.mjs').SetupContext} context
 * @returns {Promise<string | null>} null: not to be had, which only matters to those tests
 */
export const provideSchemathesis = async (context) => {
  const { root, settings, reporter, env } = context;
  const places = { root, cacheDir: settings.cacheDir };
  const own = cachedSchemathesisFile(places);
  const works = async () => (await probeCommand(own, ['--version'], { env })) !== null;
  if (await works()) return own;
  const python = findOnPath('python3', env);
  if (!python) {
    reporter.warn('Schemathesis: none, python3 is not on PATH. The API is not fuzzed.');
    return null;
  }
  const made = await makeVenv(context, {
    title: 'Schemathesis',
    what: 'schemathesis',
    log: 'schemathesis',
    python,
    folder: folderOf(places),
    install: ['--no-deps', '--only-binary', ':all:', '-r', join(root, requirements)],
    works,
  });
  if (made) return own;
  reporter.warn('The API is not fuzzed. (On Debian and Ubuntu the package python3-venv may be missing.)');
  return null;
};
