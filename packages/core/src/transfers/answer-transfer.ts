import { answerTransferBodySchema, sessionIdSchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { lockCallWithSession } from './lock-call-with-session.ts';
import { type MovedTransfer, moveTransfer } from './move-transfer.ts';
import { canMoveTransfer } from './transfer-transitions.ts';

const inputSchema = answerTransferBodySchema.extend({ sessionId: sessionIdSchema });

interface AnswerTransfer {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * What the person who was briefed has said: takes the call, or does not. Told twice, it is the same.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION` when nobody is being briefed (any more)
 */
export async function answerTransfer({ ctx, input }: AnswerTransfer): Promise<MovedTransfer> {
  requireSessionAccess(ctx, input.sessionId, 'calls:write');
  const { sessionId, transfer_id, accepted, failure = 'not_accepted' } = parseInput(inputSchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { call, session } = await lockCallWithSession(tx, { sessionId });
    const { transfer } = call;
    const to = accepted ? 'joining' : 'failed';
    const current = transfer?.transfer_id === transfer_id ? transfer : undefined;
    if (current?.state === to) return { transfer: current, events: [] };
    if (!current || !canMoveTransfer(current.state, to)) {
      throw new DomainError('INVALID_TRANSITION', 'Nobody is being briefed for this call.');
    }
    const move = { to, ...(accepted ? {} : { failure }) } as const;
    return moveTransfer(tx, ctx, { call, session, transfer: current, move });
  });
}
