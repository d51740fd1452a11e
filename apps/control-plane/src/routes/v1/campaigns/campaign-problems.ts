import { problems } from '../../../plugins/problem.ts';

const common = ['VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'] as const;
const ofBodies = ['BODY_NOT_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;
const ofKeys = ['IDEMPOTENCY_IN_FLIGHT', 'IDEMPOTENCY_MISMATCH'] as const;

export const creatingProblems = problems(...common, ...ofBodies, ...ofKeys);
export const readingProblems = problems(...common, 'NOT_FOUND');
export const updatingProblems = problems(
  ...common,
  ...ofBodies,
  'NOT_FOUND',
  'INVALID_TRANSITION',
  'PRECONDITION_FAILED',
);
export const importingProblems = problems(
  ...common,
  ...ofBodies,
  ...ofKeys,
  'NOT_FOUND',
  'INVALID_TRANSITION',
);
/** Of what is done with a campaign, without a body. */
export const movingProblems = problems(...common, 'NOT_FOUND', 'INVALID_TRANSITION');
export const startingProblems = problems(...common, 'NOT_FOUND', 'INVALID_TRANSITION', 'AGENT_NOT_ACTIVE');
export const deletingProblems = problems(...common, 'NOT_FOUND', 'CONFLICT');
