import type { FastifyReply } from 'fastify';
import type { Fault } from './behaviour.ts';

export const faultWords = {
  '429': 'Rate limit reached for requests (simulated)',
  '500': 'The server had an error while processing your request (simulated)',
} as const;

/**
 * Fails an HTTP request as planned, when the fault shows before the first byte.
 * @returns whether it did: then nothing else may be sent.
 */
export function failRequest(reply: FastifyReply, fault: Fault | undefined): boolean {
  switch (fault) {
    case 'refuse':
      reply.hijack();
      reply.raw.destroy();
      return true;
    case 'hang':
      reply.hijack();
      return true;
    case '429':
    case '500':
      reply
        .code(Number(fault))
        .send({ error: { message: faultWords[fault], type: 'simulated', code: fault } });
      return true;
    default:
      return false;
  }
}
