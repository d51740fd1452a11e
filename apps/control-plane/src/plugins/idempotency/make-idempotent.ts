import { createHash } from 'node:crypto';
import { actorName, claimRequest, DomainError, type IdempotentRequest, settleRequest } from '@parley/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from '../../dependencies.ts';
import { actorOf } from '../request-actor.ts';
import { type Answer, keepAnswer, readAnswer } from './keep-answer.ts';
import { type Named, RequestsUnderWay } from './requests-under-way.ts';

type Input = IdempotentRequest & Named;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A POST that creates: takes `Idempotency-Key`. */
    idempotent?: boolean;
  }
  interface FastifyRequest {
    /** Set while this request is the one that carries it out. */
    idempotent: Input | null;
  }
}

const tooMany = 429;
const shape = /^[\x21-\x7e]{1,255}$/;

/**
 * Routes with `config: { idempotent: true }` carry out a request with one `Idempotency-Key` once. Sent again within 24
 * hours it gets the same answer, marked `Idempotency-Replayed: true`. Sent while the first is being carried out, it
 * waits for that answer; when this takes more than seconds, or another process does it, it gets 409 and
 * `Retry-After`. What failed on our side (5xx), or came too early (429), is not kept and may be sent again.
 */
export function makeIdempotent(
  app: FastifyInstance,
  { contextOf, config, clock, log }: Pick<Dependencies, 'contextOf' | 'config' | 'clock' | 'log'>,
): void {
  const { secret } = config;
  const underWay = new RequestsUnderWay(clock);
  app.decorateRequest('idempotent', null);

  /** @returns what is known to be the answer; nothing when this request is to be carried out. */
  const findAnswer = async (request: FastifyRequest, input: Input): Promise<Answer | undefined> => {
    const given = await underWay.enter(input);
    if (given) return given;
    let kept: Answer | undefined;
    try {
      const claim = await claimRequest({ ctx: contextOf(request), input });
      if (claim.claimed) request.idempotent = input;
      else kept = readAnswer(claim, secret, input.key);
    } finally {
      if (!request.idempotent) underWay.leave(input, kept);
    }
    return kept;
  };

  const answerAgain = async (request: FastifyRequest, reply: FastifyReply) => {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return;
    const answer = await findAnswer(request, readKey(key, request)).catch((error: unknown) => {
      const isInFlight = error instanceof DomainError && error.code === 'IDEMPOTENCY_IN_FLIGHT';
      if (isInFlight) reply.header('retry-after', 1);
      throw error;
    });
    if (!answer) return;
    const { status, etag, body } = answer;
    if (etag) reply.header('etag', etag);
    if (body) reply.type(status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json');
    return reply.code(status).header('idempotency-replayed', 'true').send(body);
  };

  const keep = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const { idempotent } = request;
    if (!idempotent) return;
    request.idempotent = null;
    const body = payload ?? '';
    const { statusCode: status } = reply;
    const answer =
      status < 500 && status !== tooMany && typeof body === 'string'
        ? { status, etag: String(reply.getHeader('etag') ?? ''), body }
        : undefined;
    const answered = answer && { status, answer: keepAnswer(answer, secret, idempotent.key) };
    try {
      await settleRequest({ ctx: contextOf(request), input: { ...idempotent, answered } });
    } catch (error) {
      log.error({ err: error }, 'the answer to an idempotent request was not kept');
    } finally {
      underWay.leave(idempotent, answer);
    }
  };

  app.addHook('onRoute', (route) => {
    if (!route.config?.idempotent) return;
    route.preHandler = [answerAgain, ...[route.preHandler ?? []].flat()];
    route.onSend = [keep, ...[route.onSend ?? []].flat()];
  });
}

function readKey(key: string | string[], request: FastifyRequest): Input {
  if (typeof key !== 'string' || !shape.test(key)) {
    const message = 'Idempotency-Key must be 1 to 255 visible ASCII characters';
    throw new DomainError('VALIDATION_FAILED', message, [{ path: 'Idempotency-Key', message }]);
  }
  const parts = [request.method, request.url, JSON.stringify(request.body ?? null)];
  const actor = actorOf(request);
  return {
    key,
    request: createHash('sha256').update(parts.join('\n')).digest('hex'),
    name: [actor.tenantId, actorName(actor), key].join(' '),
  };
}
