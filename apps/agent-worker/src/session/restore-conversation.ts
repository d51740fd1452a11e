import { llm } from '@livekit/agents';
import type { Past, SoFar } from '@parley/contracts';

/** Tools that come to the same when they run again: of a try that was broken off the model need not know. */
const repeatable = new Set(['create_ticket', 'lookup_knowledge', 'switch_language', 'end_call']);

const unknown = 'It is not known whether this was done. Do not do it again unless the caller asks for it.';

/** The conversation as the model knew it when its process was lost. */
export function restoreConversation({ past }: Pick<SoFar, 'past'>): llm.ChatContext {
  // Before everything that is still to come, and each at a time of its own: by these they are kept in order.
  const begin = Date.now() - 2 * past.length;
  return new llm.ChatContext(past.flatMap((one, index) => itemsOf(one, begin + 2 * index)));
}

function itemsOf(one: Past, createdAt: number): llm.ChatItem[] {
  if (one.type === 'said') {
    const role = one.speaker === 'caller' ? 'user' : 'assistant';
    return [llm.ChatMessage.create({ role, content: one.text, interrupted: one.interrupted, createdAt })];
  }
  const { call_id: callId, name, status } = one;
  if (status === 'started' && repeatable.has(name)) return [];
  const output = status === 'started' ? unknown : one.result;
  return [
    llm.FunctionCall.create({ callId, name, args: JSON.stringify(one.arguments), createdAt }),
    llm.FunctionCallOutput.create({
      ...{ callId, name, output, isError: status !== 'succeeded' },
      createdAt: createdAt + 1,
    }),
  ];
}
