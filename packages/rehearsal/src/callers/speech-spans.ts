import { createSpeechDetector } from './create-speech-detector.ts';

/** From the first to the last audible sample, in ms. */
export interface SpeechSpan {
  startMs: number;
  endMs: number;
}

/** Where somebody speaks in a recording; pauses shorter than `pauseMs` do not part an utterance. */
export function speechSpans(pcm: Int16Array, sampleRate: number, pauseMs = 600): SpeechSpan[] {
  const spans: SpeechSpan[] = [];
  let startMs = 0;
  const detector = createSpeechDetector({
    sampleRate,
    hangoverMs: pauseMs,
    onStart: (at) => {
      startMs = at;
    },
    onEnd: (endMs) => spans.push({ startMs, endMs }),
  });
  detector.push(pcm, 0);
  detector.flush();
  return spans;
}

/** The same samples without what is inaudible before and after. */
export function trimSilence(pcm: Int16Array, sampleRate: number): Int16Array {
  const spans = speechSpans(pcm, sampleRate);
  const at = (ms: number) => Math.round((ms / 1000) * sampleRate);
  return pcm.slice(at(spans[0]?.startMs ?? 0), at(spans.at(-1)?.endMs ?? 0));
}
