import { APITimeoutError, type llm } from '@livekit/agents';
import type { AnswerAttempt } from './answer-attempt.ts';

export interface RaceOptions {
  /** The models to ask, in order; the same one twice means two tries. */
  attempts: llm.LLM[];
  open: (candidate: llm.LLM) => AnswerAttempt;
  /** Milliseconds after which the next is asked beside a slow one. */
  patienceMs: number;
  /** Milliseconds after which one that says nothing has failed. */
  answerWithinMs: number;
  signal: AbortSignal;
  onFailure: (candidate: llm.LLM, error: Error) => void;
}

export interface Answer {
  attempt: AnswerAttempt;
  begun: llm.ChatChunk[];
}

/** Before the same one is asked again: it may be a limit of its rate. */
const againAfterMs = 300;

/**
 * Asks the models one after the other until one answers: the next at once when one fails, and beside it when it is
 * slow, so that a slow one may still win. What the others say is never heard: no sentence and no tool comes twice.
 * @returns undefined when it was called off. @throws the last error when every model has failed
 */
export async function raceToAnswer(options: RaceOptions): Promise<Answer | undefined> {
  const { attempts, patienceMs, answerWithinMs, signal, onFailure } = options;
  if (signal.aborted) return undefined;
  const { promise, resolve, reject } = Promise.withResolvers<Answer | undefined>();
  const running = new Set<AnswerAttempt>();
  let asked = 0;
  let again: NodeJS.Timeout | undefined;

  const listen = async (attempt: AnswerAttempt): Promise<void> => {
    const begun = await attempt.begin(answerWithinMs);
    // One that has been closed has lost.
    if (!running.delete(attempt)) return;
    if (begun) return resolve({ attempt, begun });
    attempt.close();
    onFailure(attempt.candidate, attempt.failure);
    if (asked < attempts.length) {
      if (attempts[asked] === attempt.candidate) again = setTimeout(ask, againAfterMs);
      else ask();
    } else if (running.size === 0) reject(attempt.failure);
  };
  const ask = (): void => {
    const candidate = attempts[asked];
    if (!candidate || signal.aborted) return;
    asked += 1;
    const attempt = options.open(candidate);
    running.add(attempt);
    slow.refresh();
    listen(attempt).catch(reject);
  };
  const slow = setTimeout(() => {
    const late = attempts[asked - 1];
    if (late && asked < attempts.length)
      onFailure(late, new APITimeoutError({ message: 'the model is slow' }));
    ask();
  }, patienceMs);
  const stop = (): void => resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });

  ask();
  try {
    return await promise;
  } finally {
    asked = attempts.length;
    clearTimeout(slow);
    clearTimeout(again);
    signal.removeEventListener('abort', stop);
    for (const attempt of running) attempt.close();
    running.clear();
  }
}
