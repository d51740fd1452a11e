/** A message of the OpenAI chat completions API, read leniently: whatever it lacks is treated as empty. */
export interface ChatMessage {
  role: string;
  content?: unknown;
  tool_calls?: { id?: string; function?: { name?: string; arguments?: string } }[];
  tool_call_id?: string;
}

export interface ChatTool {
  type?: string;
  function?: { name: string; description?: string; parameters?: unknown };
}

export interface RespondInput {
  model?: string;
  messages: ChatMessage[];
  tools?: ChatTool[];
  tool_choice?: unknown;
}

export interface ToolCall {
  name: string;
  arguments: Record<string, unknown>;
}

/** What the model answers: words to say, tools to call, or both. */
export interface Reply {
  content?: string;
  toolCalls?: ToolCall[];
}

/** The text of a message, whose content may be a string or a list of parts. */
export function messageText(message: ChatMessage): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (typeof part === 'string' ? part : ((part as { text?: unknown })?.text ?? '')))
    .filter((text): text is string => typeof text === 'string')
    .join('\n');
}
