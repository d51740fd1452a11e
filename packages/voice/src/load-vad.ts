import type { VAD } from '@livekit/agents';
import * as silero from '@livekit/agents-plugin-silero';

/** Milliseconds by which the detector's verdict comes after the fact. */
export const vadTiming = { minSpeechMs: 50, minSilenceMs: 400 } as const;

/**
 * The voice activity detector; loaded once per process, about 100 ms.
 * Silence: the plugin's 550 ms would be a third of the pause that the caller hears before an answer;
 * below 400 ms the pauses inside a sentence cut it into pieces.
 */
export async function loadVad(): Promise<VAD> {
  const vad = await silero.VAD.load({
    minSpeechDuration: vadTiming.minSpeechMs,
    minSilenceDuration: vadTiming.minSilenceMs,
  });
  const open = vad.stream.bind(vad);
  vad.stream = () => {
    const stream = open();
    // The SDK's own endInput closes a stream that it has locked, which rejects unhandled each time
    // (agents 1.8.1, vad.ts); whoever ends the input closes the stream next.
    stream.endInput = () => {};
    return stream;
  };
  return vad;
}
