import type { voice } from '@livekit/agents';
import type { AgentConfig } from '@parley/contracts';
import type { CallEnding } from './call-ending.ts';
import type { CallLanguage } from './call-language.ts';
import { sayIfOpen } from './say-if-open.ts';

/** The control plane ends the session at its limits; a worker that hears nothing from it does so this much later. */
const afterMs = 10_000;
/** The goodbye begins this long before the end. */
const goodbyeMs = 6_000;

export interface CallLimits {
  /** Aborts when no caller has come, or the call has ended for another reason. */
  callerMissing: AbortSignal;
  callerIsHere(): void;
  stop(): void;
}

/** Holds a call to the limits of its agent's configuration, counted from when the agent joined. */
export function callLimits(input: {
  limits: AgentConfig['limits'];
  session: Pick<voice.AgentSession, 'say'>;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
}): CallLimits {
  const { limits, session, ending, language } = input;
  const missing = new AbortController();
  const lasting = limits.max_duration_s * 1_000;
  const joinTimer = setTimeout(
    () => {
      ending.end({ by: 'agent', reason: 'caller_never_joined' });
    },
    limits.caller_join_s * 1_000 + afterMs,
  );
  const goodbyeTimer = setTimeout(() => {
    if (missing.signal.aborted || ending.ended) return;
    sayIfOpen(session, language.phrases.timeIsUp, { allowInterruptions: false });
  }, lasting - goodbyeMs);
  const endTimer = setTimeout(() => {
    ending.end({ by: 'agent', reason: 'max_duration' });
  }, lasting + afterMs);
  void ending.over.then(() => missing.abort());
  return {
    callerMissing: missing.signal,
    callerIsHere: () => clearTimeout(joinTimer),
    stop: () => {
      for (const timer of [joinTimer, goodbyeTimer, endTimer]) clearTimeout(timer);
    },
  };
}
