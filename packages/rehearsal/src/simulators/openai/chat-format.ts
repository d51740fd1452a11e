import type { Reply } from '../../llm/chat.ts';

interface About {
  /** The same for the same messages. */
  id: string;
  model: string;
  /** What was asked, where its tokens count. */
  prompt?: string;
}

const created = (): number => Math.floor(Date.now() / 1000);
const tokensOf = (text: string): number => Math.ceil(text.length / 4);
const usageOf = ({ content = '' }: Reply, prompt = '') => ({
  prompt_tokens: tokensOf(prompt),
  completion_tokens: tokensOf(content),
  total_tokens: tokensOf(prompt) + tokensOf(content),
});
const finishReason = ({ toolCalls = [] }: Reply): string => (toolCalls.length > 0 ? 'tool_calls' : 'stop');

const callsOf = ({ toolCalls = [] }: Reply, id: string) =>
  toolCalls.map((call, index) => ({
    index,
    id: `call_${id}${index}`,
    type: 'function' as const,
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));

/** The answer as one `chat.completion` object. */
export function chatCompletion(reply: Reply, { id, model, prompt }: About) {
  const calls = callsOf(reply, id).map(({ index: _index, ...call }) => call);
  const message = {
    role: 'assistant',
    content: reply.content ?? null,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return {
    id: `chatcmpl-${id}`,
    object: 'chat.completion',
    created: created(),
    model,
    choices: [{ index: 0, message, finish_reason: finishReason(reply) }],
    usage: usageOf(reply, prompt),
  };
}

/** The answer as `chat.completion.chunk` objects: words one by one, then tool calls with their arguments in pieces. */
export function chatChunks(reply: Reply, { id, model, usage }: About & { usage: boolean }) {
  const base = { id: `chatcmpl-${id}`, object: 'chat.completion.chunk', created: created(), model };
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, finish_reason }],
  });
  const words = reply.content?.match(/\S+\s*/g) ?? [];
  return [
    chunk({ role: 'assistant', content: '' }),
    ...words.map((content) => chunk({ content })),
    ...callsOf(reply, id).flatMap((call) => toolCallDeltas(call).map((delta) => chunk(delta))),
    chunk({}, finishReason(reply)),
    ...(usage ? [{ ...base, choices: [], usage: usageOf(reply) }] : []),
  ];
}

function toolCallDeltas(call: ReturnType<typeof callsOf>[number]): object[] {
  const { index, function: called } = call;
  const opening = { ...call, function: { name: called.name, arguments: '' } };
  const pieces = called.arguments.match(/[\s\S]{1,24}/g) ?? [];
  return [
    { tool_calls: [opening] },
    ...pieces.map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ];
}
