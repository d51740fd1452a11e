import { type CreateTicketBody, type Ticket, ticketSchema } from '@parley/contracts';
import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

/**
 * Writes the session's ticket. A session has one, so repeating after a lost answer returns the same.
 * @throws ParleyApiError; VALIDATION_FAILED with `issues` names the fields to ask for again.
 */
export const createTicket = (access: WorkerAccess, body: CreateTicketBody): Promise<Ticket> =>
  callWorkerRoute(access, { name: 'createSessionTicket', body, tries: 3, answer: ticketSchema });
