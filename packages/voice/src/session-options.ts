import type { inference, voice } from '@livekit/agents';
import type { Channel } from '@parley/contracts';

type SessionOptions = Omit<voice.AgentSessionOptions, 'stt' | 'llm' | 'tts' | 'vad'>;

/** Milliseconds from the end of speech until a missing transcript means that recognition hangs. */
const transcriptionTimeoutMs = 4_000;

/** How turns are taken, tuned for a call in which the agent waits on tools. */
export const sessionOptions = (input: {
  turnDetector: inference.TurnDetector;
  channel: Channel;
}): SessionOptions => ({
  turnHandling: {
    turnDetection: input.turnDetector,
    // The detector sets the longer one for each pause anew; the shorter one is for a pause it was not asked about.
    endpointing: { mode: 'fixed', minDelay: 600, maxDelay: 1_300 },
    interruption: {
      // The adaptive mode asks LiveKit's cloud.
      mode: 'vad',
      minDuration: 400,
      // A cough stops the agent for this long, then it goes on where it was.
      falseInterruptionTimeout: 1_500,
      resumeFalseInterruption: true,
    },
    // LiveKit's own head start loses answers: silence until the caller speaks again (agents-js #2059, #1365).
    preemptiveGeneration: { enabled: false },
  },
  // A browser's echo canceller hears the agent as the caller until it has adapted; a telephone line has its own.
  aecWarmupDuration: input.channel === 'browser' ? 1_500 : null,
  // Looking up, writing and saying goodbye may follow one another within one turn.
  maxToolSteps: 5,
  // The voices race each other for longer than LiveKit would wait for the first sound of one.
  ttsReadIdleTimeout: 20_000,
  forwardAudioIdleTimeout: 20_000,
  // The worker has its own ladder for a silent caller.
  userAwayTimeout: null,
  transcriptionTimeout: transcriptionTimeoutMs,
  connOptions: {
    // Each stage is repeated by its own adapter.
    llmConnOptions: { maxRetry: 0, retryIntervalMs: 100, timeoutMs: 8_000 },
    ttsConnOptions: { maxRetry: 0, retryIntervalMs: 100, timeoutMs: 4_000 },
    sttConnOptions: { maxRetry: 0, retryIntervalMs: 100, timeoutMs: 4_000 },
    maxUnrecoverableErrors: 5,
  },
});
