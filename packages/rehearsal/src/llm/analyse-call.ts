import { type AnalysisAnswer, analysisAnswerSchema, type Mood } from '@parley/contracts';
import { plainText, wordsOf } from '../text/plain-text.ts';
import { type CallTurn, callTurns } from './call-turns.ts';
import type { ChatMessage } from './chat.ts';
import { moodOf, moodSteps } from './mood-of.ts';
import { topicsOf } from './topics-of.ts';

const writtenDown =
  /\b(written (it|that|everything)? ?down|passed (it|that|this) on|take(n)? a message|made a (note|ticket))\b/i;
const atALoss = /\b(did not catch|didn't catch|not catch|do not know|don't know|cannot help|can't help)\b/i;
const promise = /\b(call you back|get back to you|be in touch|will (call|contact|come|send|look))\b/i;
const manyDigits = /(\d\D{0,2}){7,}/;
/** Who somebody is and how to be reached is no topic. */
const particulars =
  /\b((my )?name is [a-z]+( [a-z]+)?|i live at|phone|number|address|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/g;
const longestQuote = 160;

/**
 * Reviews a call as a careful model would, from the record that it is sent and nothing else: the same record gives the
 * same review. Undefined where the messages hold no turns.
 */
export function analyseCall(messages: ChatMessage[]): AnalysisAnswer | undefined {
  const turns = callTurns(messages);
  const [first] = turns;
  const last = turns.at(-1);
  if (!first || !last) return undefined;
  const caller = turns.filter(({ speaker }) => speaker === 'caller');
  const agent = turns.filter(({ speaker }) => speaker === 'agent');
  const opening = caller.find(({ text }) => wordsOf(text).length > 3) ?? caller[0] ?? first;
  const noted = agent.find(({ text }) => writtenDown.test(text));
  const lost = agent.filter(({ text }) => atALoss.test(text));
  const end = caller.at(-1) ?? last;
  return analysisAnswerSchema.parse({
    summary: [
      claim(`The ${opening.speaker} said: ${quote(opening)}`, opening),
      ...(noted ? [claim(`The agent took it down: ${quote(noted)}`, noted)] : []),
      ...(last.turn === opening.turn
        ? []
        : [claim(`At the end the ${last.speaker} said: ${quote(last)}`, last)]),
    ],
    rating: ratingOf({ end, noted, lost }),
    sentiment: moodsOf(caller.length > 0 ? caller : [first]),
    success_factors: [
      ...(noted ? [{ effect: 'helped', ...claim('What the caller wanted was taken down.', noted) }] : []),
      ...lost
        .slice(0, 3)
        .map((turn) => ({ effect: 'hindered', ...claim(`The agent was at a loss: ${quote(turn)}`, turn) })),
    ],
    topics: topicsIn(caller),
    follow_ups: followUps(turns),
  });
}

const quote = ({ text }: CallTurn): string =>
  `“${text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text}”`;
const claim = (text: string, ...turns: CallTurn[]) => ({ text, turns: turns.map(({ turn }) => turn) });

interface Judged {
  end: CallTurn;
  noted: CallTurn | undefined;
  lost: CallTurn[];
}

function ratingOf({ end, noted, lost }: Judged): AnalysisAnswer['rating'] {
  const mood = moodSteps(end.text);
  const score = 6 + mood + (noted ? 2 : 0) - Math.min(lost.length, 3);
  const reasons = [
    claim(`The caller’s last words: ${quote(end)}`, end),
    ...(noted ? [claim('There is a note of what the caller wanted.', noted)] : []),
    ...(lost.length > 0 ? [claim('The agent did not follow the caller.', ...lost.slice(0, 5))] : []),
  ];
  return { score: Math.min(Math.max(score, 1), 10), reasons };
}

/** At the beginning, and wherever it is another than before. */
function moodsOf(turns: CallTurn[]): AnalysisAnswer['sentiment'] {
  let before: Mood | undefined;
  const points = turns.flatMap((turn) => {
    const mood = moodOf(turn.text);
    if (mood === before) return [];
    before = mood;
    return [{ mood, ...claim(quote(turn), turn) }];
  });
  return points.slice(0, 20);
}

/** The words that the caller came back to, the most frequent first. */
function topicsIn(turns: CallTurn[]): AnalysisAnswer['topics'] {
  const found = new Map<string, { name: string; turns: Set<number> }>();
  for (const { turn, text } of turns) {
    for (const word of wordsOf(plainText(text).replace(particulars, ' '))) {
      const [topic] = topicsOf(word);
      if (topic === undefined || word.length < 4 || /\d/.test(word)) continue;
      const known = found.get(topic) ?? { name: word, turns: new Set() };
      known.turns.add(turn);
      found.set(topic, known);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.turns.size - a.turns.size)
    .slice(0, 4)
    .map(({ name, turns: where }) => ({ name, turns: [...where].slice(0, 5) }));
}

function followUps(turns: CallTurn[]): AnalysisAnswer['follow_ups'] {
  const promised = turns.find(({ speaker, text }) => speaker === 'agent' && promise.test(text));
  if (promised) return [{ who: 'business', ...claim(`Keep the promise: ${quote(promised)}`, promised) }];
  const number = turns.find(({ speaker, text }) => speaker === 'caller' && manyDigits.test(text));
  return number ? [{ who: 'business', ...claim('Call the caller back at the number given.', number) }] : [];
}
