import type { AgentId, AnswerWith, OutsideHours } from '@parley/contracts';
import type { TenantTx } from '@parley/db';
import { isOpen } from '../agents/is-open.ts';
import { readConfig } from '../agents/read-config.ts';
import { fetchServingVersion } from '../agents/serving-version.ts';

/** Who answers, and how. */
export interface Reception {
  version: Awaited<ReturnType<typeof fetchServingVersion>>;
  answerWith: AnswerWith | undefined;
}

/**
 * Who answers a number now: its agent; outside that agent's opening hours, what the number says.
 * @throws DomainError `NOT_FOUND`, `AGENT_NOT_ACTIVE` for an agent that takes no calls.
 */
export async function routeCall(
  tx: TenantTx,
  { agentId, outsideHours }: { agentId: AgentId; outsideHours: OutsideHours },
  now: Date,
): Promise<Reception> {
  const version = await fetchServingVersion(tx, [agentId]);
  const hours = readConfig(version.config).opening_hours;
  if (hours === null || isOpen(hours, now)) return { version, answerWith: undefined };
  switch (outsideHours.do) {
    case 'agent':
      return { version, answerWith: undefined };
    case 'other_agent':
      return { version: await fetchServingVersion(tx, [outsideHours.agent_id]), answerWith: undefined };
    case 'voicemail':
    case 'closed_message':
      return { version, answerWith: outsideHours.do };
  }
}
