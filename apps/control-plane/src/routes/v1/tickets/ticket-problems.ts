import type { ErrorCode } from '@parley/contracts';
import { problems } from '../../../plugins/problem.ts';

const ofBodies = [
  'VALIDATION_FAILED',
  'BODY_NOT_JSON',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
] as const;

/** Of routes that create. */
export const creatingProblems = (...codes: ErrorCode[]) =>
  problems(...ofBodies, 'IDEMPOTENCY_IN_FLIGHT', 'IDEMPOTENCY_MISMATCH', ...codes);

/** Of routes that change a ticket. */
export const changingProblems = (...codes: ErrorCode[]) =>
  problems(...ofBodies, 'NOT_FOUND', 'PRECONDITION_FAILED', ...codes);
