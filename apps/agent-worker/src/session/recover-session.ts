import { voice } from '@livekit/agents';
import type { Logger } from '@parley/observability';
import type { Voice } from '@parley/voice';
import { UnheardSpeech } from '../dead-air/unheard-speech.ts';
import { describeError } from '../reporting/describe-error.ts';
import type { CallEnding } from './call-ending.ts';
import type { CallLanguage } from './call-language.ts';
import type { Floor } from './floor.ts';
import { sayIfOpen } from './say-if-open.ts';

/** Milliseconds of speech that must have been words; shorter sounds may be a cough. */
const wordsMs = 700;

/** What is done when a provider fails in the middle of a call. */
export function recoverSession(parts: {
  session: voice.AgentSession;
  stt: Pick<Voice['stt'], 'restart'>;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
  floor: Pick<Floor, 'free'>;
  log: Logger;
}): void {
  const { session, stt, ending, language, floor, log } = parts;
  const {
    Error: Failed,
    UserInputTranscribed,
    UserStateChanged,
    UserTranscriptionTimeout,
    Close,
  } = voice.AgentSessionEventTypes;
  const unheard = new UnheardSpeech(() => {
    const quiet = session.userState !== 'speaking' && session.agentState === 'listening';
    if (quiet && floor.free && !ending.ended) sayIfOpen(session, language.phrases.notCaught);
  });
  session.on(UserInputTranscribed, ({ transcript }) => {
    if (transcript.trim() !== '') unheard.words();
  });
  session.on(UserStateChanged, ({ newState }) => {
    if (newState === 'speaking') unheard.speaks();
  });
  session.on(UserTranscriptionTimeout, ({ speechDuration }) => {
    if (speechDuration < wordsMs) return;
    log.warn(
      { speechMs: Math.round(speechDuration) },
      'speech without a transcript: recognition is restarted',
    );
    stt.restart();
    unheard.missed();
  });
  session.on(Failed, ({ error }) => {
    // A provider's own words may quote what the caller said.
    log.warn(
      { ...describeError(error), pii: { cause: String('error' in error ? error.error : error) } },
      'a provider failed',
    );
    const silenced = error.type === 'llm_error' && !error.recoverable;
    if (silenced && !ending.ended) sayIfOpen(session, language.phrases.troubled);
  });
  session.on(Close, ({ reason }) => {
    if (!ending.ended) log.error({ reason }, 'the session closed by itself');
    // The control plane finds the agent gone and sends another.
    ending.end({ by: 'worker', reason: 'agent_lost' });
  });
}
