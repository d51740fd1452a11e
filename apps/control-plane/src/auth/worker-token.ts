import { sessionIdSchema, tenantIdSchema } from '@parley/contracts';
import { z } from 'zod';
import { type IssueOptions, signToken, type TokenKind, verifyToken } from './signed-token.ts';

const claims = z.object({
  sid: sessionIdSchema,
  tid: tenantIdSchema,
  /** Which dispatch of the session it was handed out with; a later one has a greater number. */
  att: z.number().int(),
});
export type WorkerClaims = z.output<typeof claims>;

/** Longer than any call may last (`limits.max_duration_s` is 2 h at most). */
const workerToken = {
  audience: 'parley:worker',
  ttlSeconds: 9000,
  claims,
} satisfies TokenKind<typeof claims>;

/** The token that opens one session's worker routes to the job that serves it. */
export const issueWorkerToken = (value: WorkerClaims, options: IssueOptions): Promise<string> =>
  signToken(workerToken, value, options);

export const verifyWorkerToken = (token: string, options: IssueOptions): Promise<WorkerClaims | undefined> =>
  verifyToken(workerToken, token, options);
