/** Node's codes, as EPIPE, have no digit. */
const sqlState = /^(?=.*\d)[0-9A-Z]{5}$/;

/** The SQLSTATE of a database's error, or of what caused it; undefined for what no database said. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && sqlState.test(cause.code)) return cause.code;
  }
  return undefined;
}
