import { voice } from '@livekit/agents';
import type { SessionBrief } from '@parley/contracts';
import { createTools, type ToolsInput } from '../tools/create-tools.ts';
import type { FillIn } from './call-variables.ts';
import { buildPrompt } from './prompt/build-prompt.ts';

/** The agent of one session: its prompt and its tools. */
export const createAgent = (
  brief: SessionBrief,
  { fillIn, ...tools }: ToolsInput & { fillIn: FillIn },
): voice.Agent =>
  new voice.Agent({
    instructions: buildPrompt(brief, fillIn),
    tools: createTools({ ...tools, config: brief.config }),
  });
