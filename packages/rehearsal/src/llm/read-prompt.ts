import { type Behaviour, type FactKey, factKeys } from './behaviour.ts';
import type { ChatMessage, ChatTool } from './chat.ts';
import { messageText } from './chat.ts';

export interface FactQuestion {
  key: FactKey;
  question: string;
}

/** What the model takes from its system prompt and its tools before it looks at the conversation. */
export interface Prompt {
  text: string;
  /** The facts that are read to the caller before the ticket is written. */
  readBack: FactKey[];
  /** What to collect for a ticket, in order; empty when there is no tool to write one with. */
  facts: FactQuestion[];
  /** The one thing to say, when the prompt demands it ("Answer every question with: …"). */
  directive?: string;
  business?: string;
  tools: Set<string>;
}

const factLine = (key: FactKey): RegExp =>
  new RegExp(
    `^\\s*(?:[-*•]|\\d+[.)])?\\s*[*\`"]*${key}[*\`"]*(?:\\s*\\([^)\\n]*\\))?[*\`]*\\s*[:–—-][^"“\\n]*["“]([^"”\\n]+)["”]`,
    'im',
  );

/** Facts in the order of the prompt's own lines (`- name: "May I have your name, please?"`). */
function promptedFacts(text: string): FactQuestion[] {
  return factKeys
    .flatMap((key) => {
      const match = factLine(key).exec(text);
      return match ? [{ key, question: match[1] as string, at: match.index }] : [];
    })
    .sort((one, other) => one.at - other.at)
    .map(({ key, question }) => ({ key, question }));
}

/** Without such lines, what the ticket tool requires is collected. */
function requiredFacts(tool: ChatTool | undefined, behaviour: Behaviour): FactQuestion[] {
  const required = (tool?.function?.parameters as { required?: unknown } | undefined)?.required;
  if (!Array.isArray(required)) return [];
  return factKeys.flatMap((key) =>
    required.includes(key) ? [{ key, question: behaviour.questions[key] }] : [],
  );
}

const synonyms: Record<FactKey, RegExp> = {
  name: /name/i,
  phone: /phone|number/i,
  property: /property|address|apartment|unit/i,
  reason: /reason|problem|request|issue/i,
};

/** "Read back what was told (name, phone number; …)" names the facts; without such a list, all of them. */
function readBackFacts(text: string, facts: FactQuestion[]): FactKey[] {
  const listed = /\bread back[^(\n]*\(([^;)\n]*)/i.exec(text)?.[1];
  const keys = facts.map(({ key }) => key);
  return listed === undefined ? keys : keys.filter((key) => synonyms[key].test(listed));
}

const directives = [
  /\b(?:always|only(?: ever)?|exclusively) (?:say|answer|reply|respond)(?: with| by saying)?(?: only)?(?: the (?:word|words|sentence))?\s*:?\s*(["“'‘])(.+?)["”'’](?=[\s.,;!)]|$)/i,
  /\b(?:answer|reply to|respond to) (?:every|each|any|all)(?: \w+)?(?: with| by saying)(?: only)?(?: the (?:word|words|sentence))?\s*:?\s*(["“'‘])(.+?)["”'’](?=[\s.,;!)]|$)/i,
  /\b(?:always|only(?: ever)?) (?:say|answer|reply|respond)(?: with)?\s*(:)\s*([^\n]+?)\s*$/im,
  /\b(?:answer|reply to|respond to) (?:every|each|any|all)(?: \w+)? with\s*(:)\s*([^\n]+?)\s*$/im,
];

function readDirective(text: string): string | undefined {
  for (const directive of directives) {
    const match = directive.exec(text);
    if (match) return match[2]?.trim();
  }
  return undefined;
}

const business = [
  /^\s*(?:business|company|organi[sz]ation)(?: name)?\s*:\s*["“]?([^"”\n.]+)/im,
  /\b(?:for|of|at) ([A-Z][\w&'-]*(?: [A-Z][\w&'-]*)+)/,
];

export function readPrompt(messages: ChatMessage[], tools: ChatTool[], behaviour: Behaviour): Prompt {
  const text = messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(messageText)
    .join('\n');
  const ticketTool = tools.find((tool) => tool.function?.name === 'create_ticket');
  const prompted = promptedFacts(text);
  const facts = prompted.length > 0 ? prompted : requiredFacts(ticketTool, behaviour);
  const directive = readDirective(text);
  const name = business.map((shape) => shape.exec(text)?.[1]?.trim()).find((found) => found !== undefined);
  return {
    text,
    facts: ticketTool ? facts : [],
    readBack: readBackFacts(text, facts),
    ...(directive === undefined ? {} : { directive }),
    ...(name === undefined ? {} : { business: name }),
    tools: new Set(tools.flatMap((tool) => tool.function?.name ?? [])),
  };
}
