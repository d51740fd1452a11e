import type { Ear } from './ear.ts';
import type { Microphone } from './microphone.ts';

export type TurnOutcome =
  /** @param heardAt when, on the clock of `Date.now` */
  | { kind: 'answered'; gapMs: number; heardAt: number }
  /** Nothing was heard for `answerWithinMs`. */
  | { kind: 'unanswered' }
  /** The agent began while the caller was still speaking: there is no silence to measure. */
  | { kind: 'talked_over' };

const settledMs = 1000;
const answerWithinMs = 12_000;
const replyWithinMs = 60_000;

/**
 * One question and the silence after it: from the last sample of the caller's speech being published
 * to the arrival of the first audible frame of the agent's. Waits first until the agent has finished.
 */
export async function measureTurn(mic: Microphone, ear: Ear, question: Int16Array): Promise<TurnOutcome> {
  await ear.quietFor(settledMs, replyWithinMs);
  const overlap = new AbortController();
  let talkedOver = false;
  const first = ear.nextAudible(replyWithinMs, overlap.signal).then((at) => {
    talkedOver = at !== undefined;
  });
  const publishedAt = await mic.speak(question);
  overlap.abort();
  await first;
  if (talkedOver) return { kind: 'talked_over' };
  const heardAt = await ear.nextAudible(answerWithinMs);
  if (heardAt === undefined) return { kind: 'unanswered' };
  return {
    kind: 'answered',
    gapMs: heardAt - publishedAt,
    heardAt: Math.round(performance.timeOrigin + heardAt),
  };
}
