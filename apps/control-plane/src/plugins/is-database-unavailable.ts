/** Codes of node and of Postgres (SQLSTATE) for a server that is away, starting or stopping, or has no room. */
const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|08\w{3}|57P0\d|53300)$/;
/** What `pg` and PGlite say without a code. */
const awayMessages =
  /connection terminated|not queryable|Query read timeout|timeout exceeded when trying to connect|PGlite is closed|closed state/i;

/** Whether an error, or what caused it, is that the database cannot be reached. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && awayCodes.test(cause.code)) return true;
    if (awayMessages.test(cause.message)) return true;
  }
  return false;
}
