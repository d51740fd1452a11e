import { agentIdSchema, type ErrorCode } from '@parley/contracts';
import { z } from 'zod';
import { problems } from '../../../plugins/problem.ts';

export const agentParamsSchema = z.object({ id: agentIdSchema });
export const agentVersionParamsSchema = agentParamsSchema.extend({
  version: z.coerce.number().int().min(1).max(1_000_000),
});

export const readingProblems = () =>
  problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND');

/** Of a change with a body. */
export const changingProblems = (...more: ErrorCode[]) =>
  problems(
    'VALIDATION_FAILED',
    'BODY_NOT_JSON',
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'BODY_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    ...more,
  );

export const idempotencyProblems = [
  'CONFLICT',
  'IDEMPOTENCY_IN_FLIGHT',
  'IDEMPOTENCY_MISMATCH',
] as const satisfies ErrorCode[];
