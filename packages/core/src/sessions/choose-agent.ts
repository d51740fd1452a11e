import type { AgentId } from '@parley/contracts';
import type { ServiceContext } from '../context.ts';
import { DomainError, notFound } from '../domain-error.ts';

interface Asked {
  agentId: AgentId | undefined;
  systemPrompt: string | undefined;
}

/**
 * The agents of which the first that takes calls is to serve; undefined: any of the tenant's. A publishable key knows
 * its own agents only; and as anybody can read it in a page, it does not say what an agent is told.
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN`
 */
export function chooseAgent(
  { actor }: ServiceContext,
  { agentId, systemPrompt }: Asked,
): readonly AgentId[] | undefined {
  if (actor.type !== 'publishableKey') return agentId && [agentId];
  if (systemPrompt !== undefined) {
    throw new DomainError(
      'FORBIDDEN',
      'A publishable key cannot change the prompt: leave system_prompt out.',
    );
  }
  const chosen = actor.agentIds.filter((id) => agentId === undefined || id === agentId);
  if (chosen.length === 0) throw notFound('agent');
  return chosen;
}
