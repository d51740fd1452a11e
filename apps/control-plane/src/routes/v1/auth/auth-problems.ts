import type { ErrorCode } from '@parley/contracts';

/** What every route with a body may refuse. */
export const bodyProblems = [
  'VALIDATION_FAILED',
  'BODY_NOT_JSON',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
] as const satisfies ErrorCode[];
