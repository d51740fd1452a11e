import type { llm } from '@livekit/agents';
import type { WorkerAccess } from '@parley/api-client/worker';
import type { AgentConfig } from '@parley/contracts';
import type { OptOut } from '../opt-out/opt-out.ts';
import type { Report } from '../reporting/report.ts';
import type { CallLanguage } from '../session/call-language.ts';
import type { TransferInbox } from '../transfer/transfer-inbox.ts';
import { createTicketTool } from './create-ticket.ts';
import { endCallTool } from './end-call.ts';
import { lookupKnowledgeTool } from './lookup-knowledge.ts';
import { sendDigitsTool } from './send-digits.ts';
import { stopCallingTool } from './stop-calling.ts';
import { spokenLanguages, switchLanguageTool } from './switch-language.ts';
import { transferCallTool } from './transfer-call.ts';

export interface ToolsInput {
  access: WorkerAccess;
  report: Report;
  /** Hangs up, once goodbye has been heard. */
  hangUp: () => void;
  language: Pick<CallLanguage, 'phrases'>;
  changeLanguage: (tag: string) => void;
  /** Presses keys at the far end; left out where no menu can be there. */
  pressKeys?: ((keys: string) => Promise<void>) | undefined;
  /** Left out where nobody’s number is known. */
  optOut?: Pick<OptOut, 'run'> | undefined;
  /** Left out where no call can be passed on. */
  transferring?: Pick<TransferInbox, 'tell'> | undefined;
}

/** The agent's tools by name: those that are allowed and of use. Without anything to collect no ticket is written. */
export function createTools(input: ToolsInput & { config: AgentConfig }): llm.ToolContextLike {
  const { pressKeys, optOut, transferring } = input;
  const { collect, languages, tools, transfer_targets: targets } = input.config;
  const allowed = new Set<string>(tools);
  const switches = languages.switching !== 'never' && spokenLanguages(languages).length > 1;
  return {
    ...(allowed.has('lookup_knowledge') ? { lookup_knowledge: lookupKnowledgeTool(input) } : {}),
    ...(allowed.has('end_call') ? { end_call: endCallTool(input) } : {}),
    ...(allowed.has('create_ticket') && collect.length > 0
      ? { create_ticket: createTicketTool({ ...input, collect }) }
      : {}),
    ...(allowed.has('send_digits') && pressKeys
      ? { send_digits: sendDigitsTool({ ...input, pressKeys }) }
      : {}),
    ...(optOut ? { stop_calling: stopCallingTool({ ...input, optOut }) } : {}),
    ...(allowed.has('transfer_call') && transferring && targets.length > 0
      ? { transfer_call: transferCallTool({ ...input, targets, transferring }) }
      : {}),
    ...(switches ? { switch_language: switchLanguageTool({ ...input, languages }) } : {}),
  };
}
