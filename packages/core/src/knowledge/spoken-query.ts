/** What people say around the question. */
const fillers = new Set(
  'uh um uhm er hmm hi hello hey please thanks thank okay ok yeah yes yep well so just like would could want wanna gonna know tell maybe actually question calling call wondering guess kind sort thing stuff ma sir'.split(
    ' ',
  ),
);

/** Question words are stop words of full text, but they say what sort of thing is asked for. */
const cues: [pattern: RegExp, words: string][] = [
  [/\b(where|how (do|can|would) i (get|find))\b/, 'address location directions'],
  [/\b(when|what (time|day|days|hours)|how late|how early)\b/, 'hours time open'],
  [/\b(how much|how expensive|what.{0,20} (cost|charge|run me))\b/, 'price cost fee'],
  [/\bhow long\b/, 'take minutes hours days time'],
  [/\b(who|whom)\b/, 'staff name person'],
  [/\b(can|may|am|are) (i|we|you) .{0,20}(allowed|permitted|ok|okay)\b/, 'policy rule allowed'],
  [/\bhow (do|can|would|should) i (pay|book|cancel|reserve)\b/, 'payment booking'],
];

export interface SpokenQuery {
  query: string;
  /** Neighbours in one word: "dish washer" is written "dishwasher". */
  joined: string;
  hints: string;
}

/** A question as a recogniser wrote it down, as it is searched for. */
export function spokenQuery(text: string): SpokenQuery {
  const said = text.toLowerCase().replaceAll('’', "'");
  const words = said.split(/[^\p{L}\p{N}'-]+/u).filter((word) => word !== '' && !fillers.has(word));
  const joined = words.slice(1).map((word, index) => `${words[index]}${word}`);
  const hints = cues.flatMap(([pattern, cue]) => (pattern.test(said) ? [cue] : []));
  return { query: words.join(' '), joined: joined.join(' '), hints: hints.join(' ') };
}
