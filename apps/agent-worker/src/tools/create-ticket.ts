import { llm } from '@livekit/agents';
import { createTicket, isParleyApiError } from '@parley/api-client/worker';
import type { FieldIssue } from '@parley/contracts';
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
          return { ticket_id: ticket.ticket_id, status: ticket.status, phone: ticket.phone };
        } catch (error) {
          throw new llm.ToolError(explain(error));
        }
      }),
  });

/** For the model: what to do now. */
function explain(error: unknown): string {
  if (isParleyApiError(error) && error.code === 'VALIDATION_FAILED' && error.issues.length > 0) {
    return `VALIDATION_FAILED. ${error.issues.map(issueText).join(' ')} Ask the caller for it again, then call create_ticket again.`;
  }
  return 'The ticket could not be saved just now. Tell the caller, and offer to try once more.';
}

const issueText = ({ path, message }: FieldIssue): string => `${path}: ${message}.`;
