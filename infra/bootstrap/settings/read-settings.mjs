import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '../repository-root.mjs';
import { parseEnvFile } from './parse-env-file.mjs';

/** What npm tells its scripts about themselves; an installer started from here must not take it for its own. */
const npmOwn =
  /^(npm_lifecycle_|npm_package_|npm_config_(local_prefix|global_prefix|prefix|user_agent)$)|^npm_(command|execpath|node_execpath)$/;

/**
 * @typedef {object} Settings
 * @property {NodeJS.ProcessEnv} env the process environment over `.env`; an empty value counts as unset
 * @property {string} dataDir
 * @property {string} logDir
 * @property {string} runDir
 * @property {string} cacheDir shared by all checkouts of this user
 */

/** @param {string} root */
const readEnvFile = (root) => {
  try {
    return parseEnvFile(readFileSync(join(root, '.env'), 'utf8'));
  } catch {
    return {};
  }
};

/**
 * @param {{ environment?: NodeJS.ProcessEnv, root?: string }} [options]
 * @returns {Settings}
 */
export const readSettings = ({ environment = process.env, root = repositoryRoot } = {}) => {
  const merged = Object.entries({ ...readEnvFile(root), ...environment });
  const env = Object.fromEntries(merged.filter(([name, value]) => value !== '' && !npmOwn.test(name)));
  const home = env.HOME ?? homedir();
  const dataDir = resolve(root, env.PARLEY_DATA_DIR ?? '.parley');
  return {
    env,
    dataDir,
    logDir: join(dataDir, 'logs'),
    runDir: join(dataDir, 'run'),
    cacheDir: resolve(
      env.PARLEY_CACHE_DIR?.replace(/^~(?=\/)/, home) ??
        join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'parley'),
    ),
  };
};
