import { answerFrom } from './answer-from.ts';
import { type FactKey, factKeys } from './behaviour.ts';
import type { ToolCall } from './chat.ts';
import type { Dialogue } from './dialogue.ts';

const failed =
  /\b(error|invalid|failed|failure|refused|rejected|not valid|not a valid|could not|cannot|VALIDATION_FAILED)\b/i;
const succeeded = /\btkt_|"ticket_id"|\bstatus"?:\s*"?(ok|open|created)|\b(written|created|saved)\b/i;

/** The dialogue after a tool has answered. */
export function noteToolResult(dialogue: Dialogue, call: ToolCall, result: string): Dialogue {
  switch (call.name) {
    case 'lookup_knowledge':
      return noteAnswer(dialogue, String(call.arguments.query ?? ''), result);
    case 'create_ticket':
      return noteTicket(dialogue, result);
    default:
      return { ...dialogue, move: { type: 'none' } };
  }
}

function noteAnswer(dialogue: Dialogue, query: string, result: string): Dialogue {
  const answer = answerFrom(result, query);
  if (answer !== undefined) return { ...dialogue, move: { type: 'answer', answer } };
  return { ...dialogue, unanswered: query, move: { type: 'unknown' } };
}

function noteTicket(dialogue: Dialogue, result: string): Dialogue {
  if (!failed.test(result) || succeeded.test(result))
    return { ...dialogue, taking: false, written: true, move: { type: 'written' } };
  const fact = refusedFact(result);
  if (fact === undefined) return { ...dialogue, pending: 'retry', move: { type: 'refused' } };
  const facts = { ...dialogue.facts };
  delete facts[fact];
  return { ...dialogue, facts, partialPhone: '', pending: fact, move: { type: 'refused', fact } };
}

/** The field that an error speaks of first. */
function refusedFact(result: string): FactKey | undefined {
  const places = factKeys.map((key) => ({ key, at: result.search(new RegExp(`\\b${key}\\b`, 'i')) }));
  return places.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)[0]?.key;
}
