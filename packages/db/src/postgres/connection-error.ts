import { DatabaseError } from '../database-error.ts';

const advice: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there. Start the server, or correct the address',
  ENOTFOUND: 'there is no such host. Correct the address',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'it does not answer. Check the address and the firewall',
  '28P01': 'the password is wrong',
  '28000': 'this login is not allowed',
  '3D000': 'there is no such database. Create it',
  '57P03': 'the server is starting or stopping. Try again in a moment',
  '53300': 'the server has no connection left',
};

/** Says which server could not be reached and why; of the address everything but the password. */
export function connectionError(setting: string, url: string, error: unknown): DatabaseError {
  const place = URL.parse(url);
  const where = place
    ? `${place.hostname}:${place.port || 5432}${place.pathname} as "${place.username}"`
    : 'it';
  return new DatabaseError(
    'unreachable',
    `Postgres cannot be used (${setting}: ${where}): ${reasonOf(error)}.`,
    error,
  );
}

function reasonOf(error: unknown): string {
  // For a name with several addresses Node reports one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = (first as NodeJS.ErrnoException | undefined)?.code ?? '';
  return advice[code] ?? (first instanceof Error && first.message ? first.message : 'unknown reason');
}
