import type { ChatMessage, ChatTool, Reply } from '../chat.ts';
import { respond } from '../respond.ts';

export const receptionistPrompt = `# Persona
You are the receptionist of Maple Property Management.

# Facts to collect, in this order
- name: "May I have your name, please?"
- phone: "What is the best phone number to reach you?"
- property: "Which property is this about?"
- reason: "What is the reason for your call?"

When you have all of them, read back what was told (name, phone number, property, reason; digit by digit) and ask whether it is right. Call end_call after the goodbye.`;

export const receptionistTools: ChatTool[] = ['lookup_knowledge', 'create_ticket', 'end_call'].map(
  (name) => ({
    type: 'function',
    function: { name, parameters: { type: 'object', properties: {} } },
  }),
);

const knowledge: Record<string, string> = {
  'Office hours': 'The office is open Monday to Friday from nine to six, and on Saturday from ten to two.',
  Pets: 'Cats and small dogs are allowed. There is a pet fee of twenty five dollars a month.',
  Parking: 'Every apartment has one parking space. Guests park on the street.',
};

export const searchKnowledge = (query: string): string =>
  JSON.stringify({
    hits: Object.entries(knowledge)
      .filter(([title, text]) =>
        query
          .toLowerCase()
          .split(/\W+/)
          .some((word) => word.length > 3 && `${title} ${text}`.toLowerCase().includes(word.slice(0, 4))),
      )
      .map(([title, text]) => ({ title, text })),
  });

export interface TalkOptions {
  prompt?: string;
  tools?: ChatTool[];
  greeting?: string;
  /** Answers of the tools; by default knowledge as above, and tickets that succeed. */
  answer?: (name: string, args: Record<string, unknown>, times: number) => string;
}

export interface Talk {
  said: string[];
  calls: { name: string; arguments: Record<string, unknown> }[];
  messages: ChatMessage[];
}

const defaultAnswer = (name: string, args: Record<string, unknown>): string => {
  if (name === 'lookup_knowledge') return searchKnowledge(String(args.query));
  return name === 'create_ticket' ? '{"ticket_id":"tkt_1","status":"open"}' : 'ok';
};

/** Holds a whole conversation: the caller's lines one after the other, tools answered as they are called. */
export function talk(lines: string[], options: TalkOptions = {}): Talk {
  const messages: ChatMessage[] = [{ role: 'system', content: options.prompt ?? receptionistPrompt }];
  if (options.greeting) messages.push({ role: 'assistant', content: options.greeting });
  const result: Talk = { said: [], calls: [], messages };
  for (const line of lines) {
    messages.push({ role: 'user', content: line });
    while (takeTurn(result, options));
  }
  return result;
}

/** One request to the model; true when tools were called, whose results it has to see. */
function takeTurn(result: Talk, options: TalkOptions): boolean {
  const { messages } = result;
  const reply: Reply = respond({ messages, tools: options.tools ?? receptionistTools });
  const calls = (reply.toolCalls ?? []).map((call, at) => ({ ...call, id: `call-${messages.length}-${at}` }));
  if (reply.content !== undefined) result.said.push(reply.content);
  if (reply.content === undefined && calls.length === 0) return false;
  messages.push({
    role: 'assistant',
    content: reply.content ?? null,
    tool_calls: calls.map(({ id, name, arguments: args }) => ({
      id,
      function: { name, arguments: JSON.stringify(args) },
    })),
  });
  for (const call of calls) {
    result.calls.push({ name: call.name, arguments: call.arguments });
    const times = result.calls.filter(({ name }) => name === call.name).length;
    const content = (options.answer ?? defaultAnswer)(call.name, call.arguments, times);
    messages.push({ role: 'tool', tool_call_id: call.id, content });
  }
  return calls.length > 0;
}
