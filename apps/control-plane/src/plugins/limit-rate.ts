import rateLimit from '@fastify/rate-limit';
import { actorName, DomainError } from '@parley/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const windowMs = 60_000;

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
export async function limitRate(app: FastifyInstance, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, { global: false });

  /** @returns a hook that counts a request for whoever `keyOf` names; left out: the address, of IPv6 the /64. */
  const limiter = (who: string, max: number, keyOf?: (request: FastifyRequest) => string) => {
    if (max === 0) return async () => {};
    const options = { max, timeWindow: windowMs, cache: remembered };
    const count = app.createRateLimit(keyOf ? { ...options, keyGenerator: keyOf } : options);
    return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const counted = await count(request);
      if (counted.isAllowed) return;
      const { remaining, ttlInSeconds: seconds, isExceeded } = counted;
      tell(reply, { max, remaining, seconds });
      if (!isExceeded) return;
      reply.header('retry-after', seconds);
      throw new DomainError('RATE_LIMITED', `${who} may ask ${max} times a minute. Wait ${seconds} s.`);
    };
  };

  const ofAddress = limiter('Your address', limits.perAddress);
  app.addHook('onRequest', async (request, reply) => {
    if (isLimited(request)) await ofAddress(request, reply);
  });

  const ofKey = limiter('This API key or user', limits.perKey, ({ actor }) =>
    actor ? actorName(actor) : '',
  );
  const ofTenant = limiter('This account', limits.perTenant, ({ actor }) => actor?.tenantId ?? '');
  // Here every `onRequest` has run, those of authentication too. One key that is refused takes nothing from its tenant.
  app.addHook('preParsing', async (request, reply) => {
    if (!request.actor || !isLimited(request)) return;
    await ofKey(request, reply);
    await ofTenant(request, reply);
  });
}

const isLimited = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config?.rateLimit !== false;

/** The headers are of the limit that is nearest. */
function tell(reply: FastifyReply, limit: { max: number; remaining: number; seconds: number }): void {
  const told = reply.getHeader('ratelimit-remaining');
  if (told !== undefined && Number(told) <= limit.remaining) return;
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
