import type { campaignBodySchema } from '@parley/contracts';
import { agents, type TenantTx } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { chooseLine } from '../calls/choose-line.ts';
import { invalidField } from '../domain-error.ts';

/** The columns of what somebody has asked for. @throws DomainError `VALIDATION_FAILED` */
export async function settleSettings(tx: TenantTx, body: z.output<typeof campaignBodySchema>) {
  const [agent] = await tx
    .select({ id: agents.id })
    .from(agents)
    .where(and(eq(agents.id, body.agent_id), isNull(agents.archivedAt)));
  if (!agent) throw invalidField('agent_id', 'There is no such agent.');
  const line = await chooseLine(tx, body.from_number_id);
  return {
    name: body.name,
    agentId: agent.id,
    numberId: line.id,
    fromNumber: line.number,
    purpose: body.purpose,
    callingWindow: body.window,
    callsPerMinute: body.calls_per_minute,
    concurrency: body.concurrency,
    retries: body.retries,
    mostAttempts: body.most_attempts,
    bestTime: body.best_time,
  };
}
