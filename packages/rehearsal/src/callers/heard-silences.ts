import type { SpeechSpan } from './speech-spans.ts';

/** The silence after one utterance of the caller. */
export interface HeardSilence {
  /** End of the caller's last audible sample, ms on the recording's clock. */
  fromMs: number;
  ms: number;
}

/**
 * The silence that the caller hears after speaking: from the last sample of each utterance to the first audible
 * sample of the agent. Not counted: utterances that the agent talks over, and those that get no answer before
 * the caller speaks again.
 */
export function heardSilences(caller: SpeechSpan[], agent: SpeechSpan[]): HeardSilence[] {
  return caller.flatMap(({ endMs }, at) => {
    const talkedOver = agent.some((span) => span.startMs < endMs && span.endMs > endMs);
    const answer = agent.find(({ startMs }) => startMs >= endMs);
    const nextStart = caller[at + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    if (talkedOver || !answer || answer.startMs >= nextStart) return [];
    return [{ fromMs: endMs, ms: answer.startMs - endMs }];
  });
}
