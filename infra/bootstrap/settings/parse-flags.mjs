import { UserError } from '../user-error.mjs';

/**
 * Boolean flags only; anything else is an error that names what there is.
 * @template {string} Flag
 * @param {string[]} args
 * @param {readonly Flag[]} known without the dashes
 * @param {string} usage
 * @returns {Record<Flag, boolean>}
 */
export const parseFlags = (args, known, usage) => {
  const flags = /** @type {Record<Flag, boolean>} */ (Object.fromEntries(known.map((flag) => [flag, false])));
  for (const arg of args) {
    const flag = known.find((name) => arg === `--${name}`);
    if (!flag) throw new UserError(`Unknown argument: ${arg}`, { detail: usage });
    flags[flag] = true;
  }
  return flags;
};
