import type { TenantId } from '@parley/contracts';
import { DomainError, logIn, noteFailedLogIn } from '@parley/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from '../dependencies.ts';

interface Try {
  request: FastifyRequest;
  reply: FastifyReply;
  input: { email: string; password: string; tenant_id?: TenantId | undefined };
}

/** Logs in, a few times a minute for an account and an address; failures are audited after the answer. */
export async function logInThrottled(
  { throttles, afterwards, accountContextOf }: Dependencies,
  { request, reply, input }: Try,
) {
  const who = { account: input.email, address: request.ip };
  throttles.guesses.admit(who, reply);
  const ctx = accountContextOf(request);
  const user = await logIn({ ctx, input }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'INVALID_CREDENTIALS') {
      afterwards.do('note a failed log-in', () => noteFailedLogIn({ ctx, email: input.email }));
    }
    throw error;
  });
  throttles.guesses.forgive(who);
  return user;
}
