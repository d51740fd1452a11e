import { plainText } from '../text/plain-text.ts';
import { type Behaviour, defaultBehaviour } from './behaviour.ts';
import type { Reply, RespondInput } from './chat.ts';
import { messageText } from './chat.ts';
import { decide } from './decide.ts';
import { hasIntent } from './has-intent.ts';
import { readConversation } from './read-conversation.ts';
import { readPrompt } from './read-prompt.ts';

/**
 * Answers as a competent receptionist model would, from the messages and tools alone: it keeps nothing between
 * calls and always answers the same input in the same way.
 * @param behaviour what it recognises and how it words things; `behaviours/receptionist.yaml` by default.
 */
export function respond(input: RespondInput, behaviour: Behaviour = defaultBehaviour()): Reply {
  const prompt = readPrompt(input.messages, input.tools ?? [], behaviour);
  if (input.tool_choice === 'none') prompt.tools.clear();
  if (prompt.directive !== undefined) return obey(prompt.directive, input, prompt.tools, behaviour);
  return decide(readConversation(input.messages, prompt, behaviour), prompt, behaviour);
}

/** The prompt leaves one thing to say; the model still hangs up when the caller takes leave. */
function obey(directive: string, input: RespondInput, tools: Set<string>, behaviour: Behaviour): Reply {
  const last = input.messages.at(-1);
  if (last?.role === 'tool') return {};
  const leaves = last?.role === 'user' && hasIntent(plainText(messageText(last)), behaviour, 'goodbye');
  return leaves && tools.has('end_call')
    ? { content: directive, toolCalls: [{ name: 'end_call', arguments: {} }] }
    : { content: directive };
}
