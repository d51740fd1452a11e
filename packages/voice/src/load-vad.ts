import type { VAD } from '@livekit/agents';
import * as silero from '@livekit/agents-plugin-silero';

/** Milliseconds by which the detector's verdict comes after the fact. */
export const vadTiming = { minSpeechMs: 50, minSilenceMs: 400 } as const;

/**
 * The voice activity detector; loaded once per process, about 100 ms.
 * Silence: the plugin's 550 ms would be a third of the pause that the caller hears before an answer;
 * below 400 ms the pauses inside a sentence cut it into pieces.
 */
export const loadVad = (): Promise<VAD> =>
  silero.VAD.load({
    minSpeechDuration: vadTiming.minSpeechMs,
    minSilenceDuration: vadTiming.minSilenceMs,
  });
