import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemContentType, type Refusal, toProblem } from './problem.ts';
import { isServerFault, refusalOf } from './refusal-of.ts';

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = toProblem(refusal, request.id);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  reply.header('x-request-id', request.id);
  // A text, so that no route's response schema is asked about it.
  return reply.code(problem.status).type(problemContentType).send(JSON.stringify(problem));
}

/** The one place where errors become answers. What nobody has foreseen is masked, and logged with the request's id. */
export function sendErrorAsProblem(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error, request.routeOptions.schema?.consumes) ?? { code: 'INTERNAL' as const };
  if (isServerFault(refusal.code)) request.log.error({ err: error }, 'request failed');
  return sendProblem(request, reply, refusal);
}
