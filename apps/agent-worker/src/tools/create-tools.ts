import type { llm } from '@livekit/agents';
import type { WorkerAccess } from '@parley/api-client/worker';
import type { Report } from '../reporting/report.ts';
import { createTicketTool } from './create-ticket.ts';
import { endCallTool } from './end-call.ts';
import { lookupKnowledgeTool } from './lookup-knowledge.ts';

export interface ToolsInput {
  access: WorkerAccess;
  report: Report;
  /** Hangs up, once goodbye has been heard. */
  hangUp: () => void;
  /** Whether the agent collects what a ticket needs. */
  collects: boolean;
}

/** The agent's tools by name. Without anything to collect there is no ticket to write. */
export function createTools(input: ToolsInput): llm.ToolContextLike {
  const tools = { lookup_knowledge: lookupKnowledgeTool(input), end_call: endCallTool(input) };
  return input.collects ? { ...tools, create_ticket: createTicketTool(input) } : tools;
}
