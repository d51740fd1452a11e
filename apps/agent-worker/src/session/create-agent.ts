import { type llm, voice } from '@livekit/agents';
import type { SessionBrief } from '@parley/contracts';
import { createTools, type ToolsInput } from '../tools/create-tools.ts';
import type { FillIn } from './call-variables.ts';
import type { Floor } from './floor.ts';
import { buildPrompt } from './prompt/build-prompt.ts';
import { restoreConversation } from './restore-conversation.ts';

/** The agent of one session: its prompt, its tools, and what was said before it came. It answers nothing while somebody else holds the floor. */
export function createAgent(
  brief: SessionBrief,
  { fillIn, floor, ...tools }: ToolsInput & { fillIn: FillIn; floor: Pick<Floor, 'free' | 'heard'> },
): voice.Agent {
  class CallAgent extends voice.Agent {
    override async onUserTurnCompleted(_context: llm.ChatContext, turn: llm.ChatMessage): Promise<void> {
      if (floor.free) return;
      floor.heard(turn.textContent ?? '');
      throw new voice.StopResponse();
    }
  }
  return new CallAgent({
    instructions: buildPrompt(brief, fillIn),
    ...(brief.so_far && { chatCtx: restoreConversation(brief.so_far) }),
    tools: createTools({ ...tools, config: brief.config }),
  });
}
