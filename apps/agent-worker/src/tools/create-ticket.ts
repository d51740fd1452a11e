import { llm } from '@livekit/agents';
import { createTicket, isParleyApiError } from '@parley/api-client/worker';
import type { FieldIssue, Ticket } from '@parley/contracts';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';

const parameters = z.object({
  name: z.string().describe("The caller's name."),
  phone: z.string().describe("The caller's telephone number, in digits."),
  property: z.string().describe('The property or address that it is about.'),
  reason: z.string().describe("Why they call, in the caller's own words."),
  summary: z.string().optional().describe('The call in one or two sentences, for the staff.'),
});

export const createTicketTool = ({ access, report }: Pick<ToolsInput, 'access' | 'report'>) =>
  llm.tool({
    description:
      'Writes a ticket for the staff. Call it once, after the caller has confirmed what was read back.',
    parameters,
    // Not cancelled with the reply: a caller who speaks meanwhile still gets the ticket.
    execute: (fields, { toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'create_ticket', arguments: fields }, async () => {
        try {
          const ticket = await createTicket(access, fields);
          const other = changedSince(ticket, fields);
          if (other.length > 0) throw new llm.ToolError(unchanged(other));
          return { ticket_id: ticket.ticket_id, status: ticket.status, phone: ticket.phone };
        } catch (error) {
          throw error instanceof llm.ToolError ? error : new llm.ToolError(explain(error));
        }
      }),
  });

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** A session has one ticket: asked again, the one that was written comes back. @returns what it says otherwise. */
function changedSince(ticket: Ticket, asked: z.infer<typeof parameters>): string[] {
  const same = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();
  const other = (['name', 'property', 'reason'] as const).filter(
    (field) => !same(ticket[field], asked[field]),
  );
  const [kept, said] = [digitsOf(ticket.phone), digitsOf(asked.phone)];
  const samePhone = said === '' || kept.endsWith(said) || said.endsWith(kept);
  return samePhone ? other : [...other, 'phone'];
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
