import { APITimeoutError, type tts } from '@livekit/agents';
import { SpeechAttempt } from './speech-attempt.ts';
import type { TextLog } from './text-log.ts';

/** Milliseconds after the latest text before another voice is asked as well. */
const patienceMs = 3_000;

export interface RaceOptions {
  /** The voices to ask, in order; the same one twice means two tries. */
  attempts: tts.TTS[];
  text: TextLog;
  timeoutMs: number;
  signal: AbortSignal;
  onFailure: (candidate: tts.TTS, error: Error) => void;
}

export interface Winner {
  attempt: SpeechAttempt;
  first: tts.SynthesizedAudio;
}

/**
 * Asks the voices one after the other until one speaks: the next at once when one fails, and beside it
 * when it is slow, so that a slow one may still win. @returns undefined when there was nothing to say.
 * @throws the last error when every voice has failed.
 */
export async function raceToSpeak(options: RaceOptions): Promise<Winner | undefined> {
  const { attempts, text, timeoutMs, signal, onFailure } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Winner | undefined>();
  const running = new Set<SpeechAttempt>();
  let asked = 0;

  const listen = async (attempt: SpeechAttempt): Promise<void> => {
    const first = await attempt.next();
    // One that has been closed has lost.
    if (!running.has(attempt)) return;
    if (first) {
      running.delete(attempt);
      return resolve({ attempt, first });
    }
    if (text.isBlank && !attempt.problem) return resolve(undefined);
    running.delete(attempt);
    attempt.close();
    onFailure(attempt.candidate, attempt.silence);
    if (asked < attempts.length) ask();
    else if (running.size === 0) reject(attempt.silence);
  };
  const ask = (): void => {
    const candidate = attempts[asked];
    if (!candidate) return;
    asked += 1;
    const attempt = new SpeechAttempt(candidate, text, timeoutMs);
    running.add(attempt);
    slow.refresh();
    void listen(attempt);
  };
  const slow = setTimeout(() => {
    const late = attempts[asked - 1];
    if (late && asked < attempts.length)
      onFailure(late, new APITimeoutError({ message: 'the voice is slow' }));
    ask();
  }, patienceMs);
  const following = text.follow(() => slow.refresh());
  const stop = (): void => resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });

  ask();
  try {
    return await promise;
  } finally {
    clearTimeout(slow);
    following.stop();
    signal.removeEventListener('abort', stop);
    for (const attempt of running) attempt.close();
    running.clear();
  }
}
