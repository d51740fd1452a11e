import type { TranscriptSegment } from '@parley/contracts';

/** About 15,000 tokens of English. */
const mostCharacters = 60_000;
/** Of one turn: more is a recogniser that does not end. */
const mostOfTurn = 2_000;
/** How much of it is for the beginning; how a call ends says more about it. */
const beginning = 0.4;

/** A turn as a model is given it. */
export interface ReadTurn {
  /** Its place in the conversation, from 1. */
  turn: number;
  speaker: 'caller' | 'agent';
  text: string;
  segment: Pick<TranscriptSegment, 'segment_id' | 'seq'>;
}

/** The turns of a conversation as far as a model is to read them: of a long one the middle is left out. */
export function boundTurns(segments: readonly TranscriptSegment[], most = mostCharacters): ReadTurn[] {
  const turns = segments.map(
    ({ speaker, text, segment_id, seq }, index): ReadTurn => ({
      turn: index + 1,
      speaker,
      text: text.length > mostOfTurn ? `${text.slice(0, mostOfTurn)}…`.toWellFormed() : text,
      segment: { segment_id, seq },
    }),
  );
  const first = fitting(turns, most * beginning);
  if (first === turns.length) return turns;
  const left = most - sum(turns.slice(0, first));
  const last = fitting(turns.slice(first).reverse(), left);
  return [...turns.slice(0, first), ...turns.slice(turns.length - last)];
}

/** Beside its words, a turn's line costs about this much. */
const lineCost = 40;
const sum = (turns: readonly ReadTurn[]): number =>
  turns.reduce((total, { text }) => total + text.length + lineCost, 0);

/** How many of them, from the first on, go into so many characters. */
function fitting(turns: readonly ReadTurn[], most: number): number {
  let used = 0;
  const beyond = turns.findIndex(({ text }) => {
    used += text.length + lineCost;
    return used > most;
  });
  return beyond < 0 ? turns.length : beyond;
}
