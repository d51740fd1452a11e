import { llm } from '@livekit/agents';

/** Somebody waits on the line: what takes longer is left out. */
const withinMs = 4_000;
const longest = 400;

/**
 * What the caller wants, in a sentence or two, by the call's own model; the caller's last words when it has nothing to
 * say in time.
 */
export async function summarizeCall(model: llm.LLM, history: llm.ChatContext): Promise<string> {
  const said = history.items.flatMap((item) =>
    item.type === 'message' && item.textContent && (item.role === 'user' || item.role === 'assistant')
      ? [{ who: item.role === 'user' ? 'Caller' : 'Agent', text: item.textContent }]
      : [],
  );
  const asked = new llm.ChatContext();
  asked.addMessage({
    role: 'system',
    content:
      'You pass a telephone call on to a colleague. In one or two short spoken sentences, say who calls and what they want, from the conversation. Say nothing else.',
  });
  asked.addMessage({ role: 'user', content: said.map(({ who, text }) => `${who}: ${text}`).join('\n') });
  const lastWords = said.findLast(({ who }) => who === 'Caller')?.text ?? '';
  try {
    return (await complete(model, asked)).slice(0, longest) || lastWords;
  } catch {
    return lastWords;
  }
}

async function complete(model: llm.LLM, chatCtx: llm.ChatContext): Promise<string> {
  const stream = model.chat({ chatCtx });
  const timer = setTimeout(() => stream.close(), withinMs);
  let text = '';
  try {
    for await (const chunk of stream) text += chunk.delta?.content ?? '';
  } finally {
    clearTimeout(timer);
    stream.close();
  }
  return text.trim();
}
