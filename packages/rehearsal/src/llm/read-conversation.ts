import type { Behaviour } from './behaviour.ts';
import { type ChatMessage, messageText, type ToolCall } from './chat.ts';
import { type Dialogue, newDialogue } from './dialogue.ts';
import { hearCaller } from './hear-caller.ts';
import { noteAgent } from './note-agent.ts';
import { noteToolResult } from './note-tool-result.ts';
import type { Prompt } from './read-prompt.ts';

function parseArguments(source: string | undefined): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(source ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Reads a conversation from its first message to its last. */
export function readConversation(messages: ChatMessage[], prompt: Prompt, behaviour: Behaviour): Dialogue {
  const calls = new Map<string, ToolCall>();
  let dialogue = newDialogue();
  for (const message of messages) {
    const text = messageText(message);
    if (message.role === 'user') dialogue = hearCaller(dialogue, text, prompt, behaviour);
    if (message.role === 'assistant') {
      if (text.trim() !== '') dialogue = noteAgent(dialogue, text, prompt, behaviour);
      for (const call of message.tool_calls ?? [])
        calls.set(call.id ?? '', {
          name: call.function?.name ?? '',
          arguments: parseArguments(call.function?.arguments),
        });
    }
    const call = message.role === 'tool' ? calls.get(message.tool_call_id ?? '') : undefined;
    if (call) dialogue = noteToolResult(dialogue, call, text);
  }
  const last = messages.at(-1);
  const toAnswer = last?.role === 'user' || last?.role === 'tool';
  return toAnswer ? dialogue : { ...dialogue, move: { type: 'instructed' } };
}
