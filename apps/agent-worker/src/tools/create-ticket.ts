import { llm } from '@livekit/agents';
import { createTicket, isParleyApiError } from '@parley/api-client/worker';
import type { CollectedFact, CreateTicketBody, FieldIssue, Ticket } from '@parley/contracts';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';
import { type TicketArguments, ticketFields, ticketParameters, toTicketBody } from './ticket-parameters.ts';

type Input = Pick<ToolsInput, 'access' | 'report'> & { collect: readonly CollectedFact[] };

export const createTicketTool = ({ access, report, collect }: Input) =>
  llm.tool({
    description:
      'Writes a ticket for the staff. Call it once, after the caller has confirmed what was read back.',
    parameters: ticketParameters(collect),
    // Not cancelled with the reply: a caller who speaks meanwhile still gets the ticket.
    execute: (told: TicketArguments, { toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'create_ticket', arguments: told }, async () => {
        const body = toTicketBody(told);
        try {
          const ticket = await createTicket(access, body);
          const other = changedSince(ticket, body);
          if (other.length > 0) throw new llm.ToolError(unchanged(other));
          return { ticket_id: ticket.ticket_id, status: ticket.status, phone: ticket.phone };
        } catch (error) {
          throw error instanceof llm.ToolError ? error : new llm.ToolError(explain(error));
        }
      }),
  });

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** A session has one ticket: asked again, the one that was written comes back. @returns what it says otherwise. */
function changedSince(ticket: Ticket, asked: CreateTicketBody): string[] {
  const plain = (text: string): string => text.trim().toLowerCase();
  return ticketFields.filter((field) => {
    const said = asked[field];
    if (said === undefined) return false;
    if (field !== 'phone') return plain(said) !== plain(ticket[field]);
    const [kept, digits] = [digitsOf(ticket.phone), digitsOf(said)];
    return digits !== '' && !kept.endsWith(digits) && !digits.endsWith(kept);
  });
}

const unchanged = (fields: string[]): string =>
  `A ticket was already written in this call and stays as it is; these differ: ${fields.join(', ')}. Tell the caller that you cannot change it, and that the staff will ask about it when they call back.`;

/** For the model: what to do now. */
function explain(error: unknown): string {
  if (isParleyApiError(error) && error.code === 'VALIDATION_FAILED' && error.issues.length > 0) {
    return `VALIDATION_FAILED. ${error.issues.map(issueText).join(' ')} Ask the caller for it again, then call create_ticket again.`;
  }
  return 'The ticket could not be saved just now. Tell the caller, and offer to try once more.';
}

const issueText = ({ path, message }: FieldIssue): string => `${path}: ${message}.`;
