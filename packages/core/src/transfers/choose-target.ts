import { type AgentConfig, e164Schema, type TransferTarget } from '@parley/contracts';
import { isOpen } from '../agents/is-open.ts';
import type { Actor } from '../context.ts';
import { DomainError, invalidField } from '../domain-error.ts';

/** To whom a call goes. `key` is null for a number that was given itself. */
export type ChosenTarget = Pick<TransferTarget, 'label' | 'number' | 'mode' | 'ring_s'> & {
  key: string | null;
};

interface Choice {
  actor: Actor;
  config: Pick<AgentConfig, 'transfer_targets' | 'opening_hours'>;
  to: string;
  now: Date;
}

/**
 * The agent passes calls on to its own targets, when they are there; people may name any number besides, but no SIP
 * address that the agent does not have.
 * @throws DomainError `VALIDATION_FAILED`; `CONFLICT` when the target cannot be reached now.
 */
export function chooseTarget({ actor, config, to, now }: Choice): ChosenTarget {
  const { transfer_targets: targets, opening_hours: hours } = config;
  const target = targets.find(({ key }) => key === to) ?? targets.find(({ number }) => number === to);
  if (target) {
    const closed = target.available === 'opening_hours' && hours !== null && !isOpen(hours, now);
    // A person who sends a caller there knows that somebody is.
    if (closed && actor.type === 'worker') {
      throw new DomainError('CONFLICT', `${target.label} cannot be reached outside the opening hours.`);
    }
    return target;
  }
  const known = targets.map(({ key }) => key).join(', ') || 'none';
  if (actor.type === 'worker' || !e164Schema.safeParse(to).success) {
    throw invalidField('to', `There is no such transfer target. Known: ${known}.`);
  }
  return { key: null, label: to, number: to, mode: 'warm', ring_s: 25 };
}
