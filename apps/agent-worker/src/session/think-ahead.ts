import { llm, type voice } from '@livekit/agents';
import type { RepeatingLlm } from '@parley/voice';
import type { Floor } from './floor.ts';

interface ThinkAhead {
  session: Pick<voice.AgentSession, 'currentAgent' | 'agentState'>;
  llm: Pick<RepeatingLlm, 'begin'>;
  floor: Pick<Floor, 'free'>;
}

/** Has the model begin to answer what the caller has said, in case that was all: it is heard when the turn is over. */
export function thinkAhead({ session, llm: model, floor }: ThinkAhead, text: string): void {
  // What cuts the agent off changes what the model is to know.
  if (!floor.free || session.agentState !== 'listening') return;
  const { chatCtx, toolCtx } = session.currentAgent;
  const asked = chatCtx.copy();
  asked.insert(llm.ChatMessage.create({ role: 'user', content: text }));
  model.begin({ chatCtx: asked, toolCtx });
}
