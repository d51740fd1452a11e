import { invalidField } from '../domain-error.ts';

/** Its length is the schema's to check. @throws DomainError `VALIDATION_FAILED` for a password that is the e-mail. */
export function requireGoodPassword(
  password: string,
  { email, path }: { email: string; path: string },
): void {
  if (password.trim().toLowerCase() !== email.toLowerCase()) return;
  throw invalidField(path, 'Use a password that is not your e-mail address.');
}
