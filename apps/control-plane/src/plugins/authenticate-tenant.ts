import { type Actor, authenticateApiKey, authenticateUser, DomainError } from '@parley/core';
import type { Database } from '@parley/db';
import type { FastifyRequest } from 'fastify';
import { verifyAccessToken } from '../auth/access-token.ts';
import type { Clock } from '../clock.ts';

interface AuthenticateTenant {
  db: Database;
  secret: string;
  clock: Clock;
  credentialOf: (request: FastifyRequest) => string | undefined;
}

const unauthenticated = () =>
  new DomainError('UNAUTHENTICATED', 'Send an API key or an access token: Authorization: Bearer …');

async function actorFor(
  credential: string | undefined,
  { db, secret, clock }: AuthenticateTenant,
): Promise<Actor> {
  if (!credential) throw unauthenticated();
  const now = clock.now();
  if (credential.startsWith('sk_')) return authenticateApiKey({ db, key: credential, now: new Date(now) });
  const claims = await verifyAccessToken(credential, { secret, now });
  if (!claims) throw unauthenticated();
  const { tid: tenantId, sub: userId, role, fam: familyId } = claims;
  return authenticateUser({ db, claims: { tenantId, userId, role, familyId } });
}

/** An `onRequest` hook: whoever asks is of a tenant, or is refused before anything else is looked at. */
export const authenticateTenant = (options: AuthenticateTenant) => async (request: FastifyRequest) => {
  request.actor = await actorFor(options.credentialOf(request), options);
};
