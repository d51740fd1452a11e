import { DomainError } from '@parley/core';
import type { FastifyRequest } from 'fastify';
import { verifyWorkerToken } from '../auth/worker-token.ts';
import type { Clock } from '../clock.ts';
import { headerCredentialOf } from './credential-of.ts';

interface AuthenticateWorker {
  secret: string;
  clock: Clock;
}

/** An `onRequest` hook: whoever asks is the job of one session, and the address is of that session. */
export const authenticateWorker =
  ({ secret, clock }: AuthenticateWorker) =>
  async (request: FastifyRequest) => {
    const credential = headerCredentialOf(request);
    const claims = credential && (await verifyWorkerToken(credential, { secret, now: clock.now() }));
    if (!claims) throw new DomainError('UNAUTHENTICATED', 'Send the session token of the dispatch.');
    const { id } = request.params as { id: string };
    if (id !== claims.sid) throw new DomainError('NOT_FOUND', 'There is no such session.');
    request.workerClaims = claims;
    request.actor = { type: 'worker', tenantId: claims.tid, sessionId: claims.sid };
  };
