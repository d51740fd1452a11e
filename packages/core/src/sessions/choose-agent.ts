import type { AgentId } from '@parley/contracts';
import type { ServiceContext } from '../context.ts';
import { DomainError, notFound } from '../domain-error.ts';

interface Asked {
  agentId: AgentId | undefined;
  systemPrompt: string | undefined;
}

/**
 * The agent to open a session with. A publishable key knows its own agents only, the first of them unless it names
 * one; and as anybody can read it in a page, it does not say what an agent is told.
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN`
 */
export function chooseAgent(
  { actor }: ServiceContext,
  { agentId, systemPrompt }: Asked,
): AgentId | undefined {
  if (actor.type !== 'publishableKey') return agentId;
  if (systemPrompt !== undefined) {
    throw new DomainError(
      'FORBIDDEN',
      'A publishable key cannot change the prompt: leave system_prompt out.',
    );
  }
  const chosen = agentId ?? actor.agentIds[0];
  if (!chosen || !actor.agentIds.includes(chosen)) throw notFound('agent');
  return chosen;
}
