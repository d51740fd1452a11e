import { canonicalWords } from '../text/canonical-words.ts';
import { type DiffLine, diffLists } from '../text/diff-lists.ts';
import { wordAccuracy } from '../text/word-accuracy.ts';
import { asksForPatience } from './asks-for-patience.ts';
import type { CallResult } from './call-result.ts';
import { type OriginalCall, type OriginalTurn, ticketFields } from './original-call.ts';

/** One thing that a call has one of. */
export interface Change {
  what: string;
  before: string;
  now: string;
  same: boolean;
}

/** A replay beside the call that it replays. */
export interface Comparison {
  session_id: string;
  turns: DiffLine<OriginalTurn>[];
  /** Tools, end, and each field of the ticket. */
  rest: Change[];
  same: boolean;
}

/** The caller says the same in both: what differs is how it was recognised. */
const likeness = 0.6;

/** What the agent says and does now, beside what it said and did in the original. */
export function compareWithOriginal(
  original: OriginalCall,
  { printed, tools, ticket, end }: Pick<CallResult, 'printed' | 'tools' | 'ticket' | 'end'>,
): Comparison {
  const turns = diffLists(inTurns(original.turns), inTurns(printed), sameTurn);
  const rest = [
    change('tools', original.tools.join(', ') || 'none', tools.join(', ') || 'none'),
    ...ticketChanges(original.ticket, ticket),
    change('end', original.end ?? 'not known', end?.reason ?? 'not known'),
  ];
  const same = rest.every((one) => one.same) && turns.every((line) => line.in === 'both');
  return { session_id: original.session_id, turns, rest, same };
}

/**
 * What one says without the other between is one turn, in however many segments it was stored. "One moment, please"
 * tells how long the agent needed, and nothing of what it says.
 */
function inTurns(segments: OriginalTurn[]): OriginalTurn[] {
  const turns: OriginalTurn[] = [];
  for (const { speaker, text, interrupted = false } of segments) {
    if (speaker === 'agent' && asksForPatience(text)) continue;
    const last = turns.at(-1);
    if (last?.speaker === speaker) Object.assign(last, { text: `${last.text} ${text}`, interrupted });
    else turns.push({ speaker, text, interrupted });
  }
  return turns;
}

const sameWords = (one: string, other: string): boolean =>
  canonicalWords(one).join(' ') === canonicalWords(other).join(' ');

/** Of words that were cut off, as much as was heard. */
function sameBeginning(before: OriginalTurn, now: OriginalTurn): boolean {
  const [one, other] = [canonicalWords(before.text), canonicalWords(now.text)];
  const [cut, short, long] =
    one.length < other.length ? [before.interrupted, one, other] : [now.interrupted, other, one];
  return cut === true && short.length > 0 && short.every((word, at) => word === long[at]);
}

const sameTurn = (before: OriginalTurn, now: OriginalTurn): boolean =>
  before.speaker === now.speaker &&
  (sameWords(before.text, now.text) ||
    sameBeginning(before, now) ||
    (now.speaker === 'caller' && wordAccuracy(before.text, now.text) >= likeness));

const change = (what: string, before: string, now: string): Change => ({
  what,
  before,
  now,
  same: before === now || (before !== '' && now !== '' && sameWords(before, now)),
});

function ticketChanges(before: OriginalCall['ticket'], now: CallResult['ticket']): Change[] {
  if (!before || !now) return [change('ticket', before ? 'written' : 'none', now ? 'written' : 'none')];
  return ticketFields.map((field) => change(`ticket's ${field}`, before[field], now[field]));
}
