import { problems } from '../../../plugins/problem.ts';

const common = ['VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'] as const;
const ofBodies = ['BODY_NOT_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;

/** Of the request for a call. */
export const creatingProblems = problems(
  ...common,
  ...ofBodies,
  'CALL_BLOCKED',
  'AGENT_NOT_ACTIVE',
  'IDEMPOTENCY_IN_FLIGHT',
  'IDEMPOTENCY_MISMATCH',
);

/** Of what is done with a call. */
export const changingProblems = problems(...common, ...ofBodies, 'INVALID_TRANSITION');
export const transferringProblems = problems(
  ...common,
  ...ofBodies,
  'CALL_BLOCKED',
  'INVALID_TRANSITION',
  'CONFLICT',
);
export const changingProblemsWithoutBody = problems(...common, 'INVALID_TRANSITION');
