import { type Actor, authenticateApiKey, authenticateUser, DomainError, looksLikeApiKey } from '@parley/core';
import type { Database } from '@parley/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { verifyAccessToken } from '../auth/access-token.ts';
import type { Clock } from '../clock.ts';
import { letPageRead } from './cors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that publishable keys open too. */
    publishable?: boolean;
  }
}

interface AuthenticateTenant {
  db: Database;
  secret: string;
  clock: Clock;
  credentialOf: (request: FastifyRequest) => string | undefined;
}

const unauthenticated = () =>
  new DomainError('UNAUTHENTICATED', 'Send an API key or an access token: Authorization: Bearer …');

/** Every request waits for it, so it goes through as few promises as can be. */
function actorFor(request: FastifyRequest, options: AuthenticateTenant): Promise<Actor> {
  const { db, clock, credentialOf } = options;
  const credential = credentialOf(request);
  if (!credential) return Promise.reject(unauthenticated());
  if (!looksLikeApiKey(credential)) return actorOfToken(request, credential, options);
  const now = new Date(clock.now());
  return authenticateApiKey({
    db,
    key: credential,
    address: request.ip,
    origin: request.headers.origin,
    now,
  });
}

async function actorOfToken(
  { ip: address }: FastifyRequest,
  token: string,
  { db, secret, clock }: AuthenticateTenant,
): Promise<Actor> {
  const claims = await verifyAccessToken(token, { secret, now: clock.now() });
  if (!claims) throw unauthenticated();
  const { tid: tenantId, sub: userId, role, fam: familyId } = claims;
  return authenticateUser({ db, claims: { tenantId, userId, role, familyId }, address });
}

/**
 * For what outlives its request: whether whoever asked then may still ask. An access token may run out meanwhile, as
 * long as its log-in goes on.
 * @throws DomainError as at first, and once a person's role is another.
 */
export async function authenticateAgain(
  request: FastifyRequest,
  options: AuthenticateTenant,
): Promise<unknown> {
  const { actor, ip: address } = request;
  if (actor?.type !== 'user' || !actor.familyId) return actorFor(request, options);
  const { tenantId, userId, role, familyId } = actor;
  return authenticateUser({ db: options.db, claims: { tenantId, userId, role, familyId }, address });
}

/** An `onRequest` hook: whoever asks is of a tenant, or is refused before anything else is looked at. */
export const authenticateTenant =
  (options: AuthenticateTenant) =>
  (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    actorFor(request, options).then((actor) => {
      if (actor.type === 'publishableKey') letPublishableKey(request, reply);
      request.actor = actor;
    });

function letPublishableKey(request: FastifyRequest, reply: FastifyReply): void {
  if (!request.routeOptions.config.publishable) {
    throw new DomainError('FORBIDDEN', 'A publishable key gets tokens and opens sessions, and nothing else.');
  }
  letPageRead(request, reply);
}
