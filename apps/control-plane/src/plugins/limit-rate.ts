import { actorName, addressBits, DomainError } from '@parley/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MinuteCounts } from './minute-counts.ts';
import { routeOf } from './route-of.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `false`: a route that is not limited. */
    rateLimit?: false;
  }
  interface FastifyRequest {
    /** Of the limits that it was counted for, the one that is nearest. */
    nearestLimit: Limit | null;
  }
}

interface Limit {
  max: number;
  remaining: number;
  seconds: number;
}

/**
 * How many addresses, keys and tenants are remembered each; the one not seen for longest is forgotten first. The
 * counters are of this process: what runs behind several of them lets through as many times as much.
 */
const remembered = 20_000;

/** Requests a minute; 0 is no limit. */
export interface RateLimits {
  perAddress: number;
  perKey: number;
  perTenant: number;
}

/**
 * Limits how often an address, an API key (or user) and a tenant may ask. An address is counted before anybody knows
 * who asks, so that guessing keys is limited too; the others as soon as it is known, before the body is read.
 *
 * Routes with `config: { rateLimit: false }` are not limited: what says whether the server works, LiveKit's webhooks,
 * and what the worker asks. All calls' workers come from one address and for many tenants, and a refusal in the
 * middle of a call would be a silence that a caller hears. They show signatures, which are checked without the database.
 */
export function limitRate(app: FastifyInstance, limits: RateLimits): void {
  /** @returns what counts a request for somebody. */
  const limiter = (who: string, max: number) => {
    if (max === 0) return () => {};
    const asked = new MinuteCounts(remembered);
    return (request: FastifyRequest, reply: FastifyReply, name: string): void => {
      const { count, seconds } = asked.count(name, Date.now());
      tell(request, reply, { max, remaining: Math.max(0, max - count), seconds });
      if (count <= max) return;
      reply.header('retry-after', seconds);
      throw new DomainError('RATE_LIMITED', `${who} may ask ${max} times a minute. Wait ${seconds} s.`);
    };
  };
  const ofAddress = limiter('Your address', limits.perAddress);
  const ofKey = limiter('This API key or user', limits.perKey);
  const ofTenant = limiter('This account', limits.perTenant);

  app.decorateRequest('nearestLimit', null);
  app.addHook('onRequest', (request, reply, done) => {
    if (isLimited(request)) ofAddress(request, reply, networkOf(request.ip));
    done();
  });
  // Here every `onRequest` has run, those of authentication too. One key that is refused takes nothing from its tenant.
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const { actor } = request;
    if (actor && isLimited(request)) {
      ofKey(request, reply, actorName(actor));
      ofTenant(request, reply, actor.tenantId);
    }
    done();
  });
}

/** Whoever has an IPv6 address has all of its /64. */
const networkOf = (address: string): string =>
  address.includes(':') ? (addressBits(address)?.slice(0, 64) ?? address) : address;

const isLimited = (request: FastifyRequest): boolean => routeOf(request).config?.rateLimit !== false;

/** The headers are of the limit that is nearest. */
function tell(request: FastifyRequest, reply: FastifyReply, limit: Limit): void {
  const told = request.nearestLimit;
  if (told && told.remaining <= limit.remaining) return;
  request.nearestLimit = limit;
  reply.header('ratelimit-limit', limit.max);
  reply.header('ratelimit-remaining', limit.remaining);
  reply.header('ratelimit-reset', limit.seconds);
}

/** Of each answer that is counted, for pages of other origins and for the API's description. */
export const rateLimitHeaders = {
  'ratelimit-limit': 'Requests a minute, of the limit that is nearest: address, key or account.',
  'ratelimit-remaining': 'How many of them are left.',
  'ratelimit-reset': 'Seconds until all are there again.',
};
