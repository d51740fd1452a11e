import { UserError } from '../user-error.mjs';

/**
 * The text for a failure: what a person can act on in full, anything else with its stack.
 * @param {unknown} error
 */
export const describeError = (error) => {
  if (error instanceof UserError) return [error.message, error.detail].filter(Boolean).join('\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
