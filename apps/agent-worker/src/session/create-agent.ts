import { voice } from '@livekit/agents';
import type { SessionBrief } from '@parley/contracts';
import { createTools, type ToolsInput } from '../tools/create-tools.ts';
import { buildPrompt } from './build-prompt.ts';

/** The agent of one session: its prompt and its tools. */
export const createAgent = (brief: SessionBrief, tools: Omit<ToolsInput, 'collects'>): voice.Agent =>
  new voice.Agent({
    instructions: buildPrompt(brief),
    tools: createTools({ ...tools, collects: brief.config.collect.length > 0 }),
  });
