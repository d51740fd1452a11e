import type { TurnPace } from '@parley/contracts';
import type { WordsVerdict } from './judge-words.ts';

export interface WaitFacts {
  words: WordsVerdict['verdict'];
  /** The audio model's probability that the turn is over, and the one from which it is sure; undefined: it did not answer. */
  audio: { probability: number; sureFrom: number } | undefined;
  /** How long this caller pauses in mid-turn; undefined while that is not known. */
  usualPauseMs: number | undefined;
  pace: TurnPace;
}

/** Milliseconds of silence after which the turn is over, when the voice sounds finished, and when it does not at all. */
const waits: Record<WordsVerdict['verdict'], readonly [sure: number, doubtful: number]> = {
  finished: [450, 750],
  open: [550, 1_300],
  unfinished: [1_300, 2_000],
};
const factors: Record<TurnPace, number> = { quick: 0.75, normal: 1, calm: 1.4 };
/** Below it the transcript is not there. */
const shortestMs = 300;
const longestMs = 2_500;

/** How long to wait from the last sound of the caller until the turn is taken for over. */
export function chooseWait({ words, audio, usualPauseMs, pace }: WaitFacts): number {
  const [sure, doubtful] = waits[words];
  const wait = (sure + (doubtful - sure) * doubtOf(audio)) * factors[pace];
  // Who pauses long is not to be cut off, but for what sounds finished in every way.
  const patient =
    words === 'finished' || usualPauseMs === undefined ? wait : Math.max(wait, usualPauseMs * 1.1);
  return Math.round(Math.min(longestMs, Math.max(shortestMs, patient)));
}

/** 0 from where the model is sure, 1 at probability 0; halfway when it did not answer. */
function doubtOf(audio: WaitFacts['audio']): number {
  if (!audio) return 0.5;
  return Math.max(0, 1 - audio.probability / audio.sureFrom);
}
