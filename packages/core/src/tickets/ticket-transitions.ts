import type { TicketStatus } from '@parley/contracts';
import { DomainError } from '../domain-error.ts';

/** From each status those that may follow it. Whatever is not here is an error. */
export const ticketTransitions: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  open: ['in_progress', 'waiting', 'resolved', 'closed'],
  in_progress: ['waiting', 'resolved', 'closed'],
  waiting: ['in_progress', 'resolved', 'closed'],
  resolved: ['closed', 'reopened'],
  closed: ['reopened'],
  reopened: ['in_progress', 'waiting', 'resolved', 'closed'],
};

/** @throws DomainError `INVALID_TRANSITION`, saying what is possible. */
export function requireTransition(from: TicketStatus, to: TicketStatus): void {
  const possible = ticketTransitions[from];
  if (possible.includes(to)) return;
  throw new DomainError(
    'INVALID_TRANSITION',
    `The ticket is ${from}: it cannot become ${to}. Possible: ${possible.join(', ')}.`,
  );
}
