import { problems } from '../../../plugins/problem.ts';

/** Imports are larger than other requests. */
export const importBodyLimit = 8 * 1024 * 1024;

export const importProblems = problems(
  'VALIDATION_FAILED',
  'BODY_NOT_JSON',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_IN_FLIGHT',
  'IDEMPOTENCY_MISMATCH',
);
