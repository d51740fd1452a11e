import { createHash } from 'node:crypto';
import { claimRequest, DomainError, type IdempotentRequest, settleRequest } from '@parley/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Dependencies } from '../../dependencies.ts';
import { openAnswer, sealAnswer } from './seal-answer.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A POST that creates: takes `Idempotency-Key`. */
    idempotent?: boolean;
  }
  interface FastifyRequest {
    /** Set while this request is the one that carries it out. */
    idempotent: IdempotentRequest | null;
  }
}

const shape = /^[\x21-\x7e]{1,255}$/;

/**
 * Routes with `config: { idempotent: true }` carry out a request with one `Idempotency-Key` once; sent again, it gets
 * the same answer, marked `Idempotency-Replayed: true`. Answers are kept for 24 hours.
 */
export function makeIdempotent(
  app: FastifyInstance,
  { contextOf, config, log }: Pick<Dependencies, 'contextOf' | 'config' | 'log'>,
): void {
  const { secret } = config;
  app.decorateRequest('idempotent', null);

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (!request.routeOptions.config.idempotent || key === undefined) return;
    const input = readKey(key, request);
    const claim = await claimRequest({ ctx: contextOf(request), input });
    if (claim.claimed) {
      request.idempotent = input;
      return;
    }
    const answer = openAnswer(claim.answer, secret, input.key);
    return reply
      .code(claim.status)
      .header('idempotency-replayed', 'true')
      .type(claim.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json')
      .send(answer);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { idempotent } = request;
    if (!idempotent) return;
    request.idempotent = null;
    const final = reply.statusCode < 500 && typeof payload === 'string';
    const answered = final
      ? { status: reply.statusCode, answer: sealAnswer(payload, secret, idempotent.key) }
      : undefined;
    await settleRequest({ ctx: contextOf(request), input: { ...idempotent, answered } }).catch(
      (error: unknown) => log.error({ err: error }, 'the answer to an idempotent request was not kept'),
    );
  });
}

function readKey(key: string | string[], request: FastifyRequest): IdempotentRequest {
  if (typeof key !== 'string' || !shape.test(key)) {
    const message = 'Idempotency-Key must be 1 to 255 visible ASCII characters';
    throw new DomainError('VALIDATION_FAILED', message, [{ path: 'Idempotency-Key', message }]);
  }
  const parts = [request.method, request.url, JSON.stringify(request.body ?? null)];
  return { key, request: createHash('sha256').update(parts.join('\n')).digest('hex') };
}
