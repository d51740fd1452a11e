import type { FieldIssue } from '@parley/contracts';

/** Clocks of others may be ahead by so much. */
const slackMs = 60_000;

/** Nobody has agreed to anything tomorrow, or until before it began. */
export function consentTimesFault(
  { given_at: given, expires_at: expires }: { given_at: string; expires_at: string | null },
  now: Date,
): FieldIssue | undefined {
  if (Date.parse(given) > now.getTime() + slackMs) {
    return { path: 'given_at', message: 'given_at lies ahead: write when it was given.' };
  }
  if (expires !== null && Date.parse(expires) <= Date.parse(given)) {
    return { path: 'expires_at', message: 'expires_at must be later than given_at.' };
  }
  return undefined;
}
