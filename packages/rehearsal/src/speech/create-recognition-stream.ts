import { createSpeechGate } from './create-speech-gate.ts';
import { recognizedWords } from './recognized-words.ts';
import { createResampler } from './resample.ts';
import { rms } from './rms.ts';
import type { Segment } from './start-recognizer.ts';
import { tellBandwidth } from './tell-bandwidth.ts';
import { pcmBytes } from './wav.ts';
import { type BandWidener, widenBand } from './widen-band.ts';

const recognizerRate = 16_000;
/** Silence after which what was said is settled, so that it is known by the time the speaker's turn is over. */
const settleMs = 300;
/** Only what is this loud tells the bandwidth: about -41 dBFS. */
const speechLevel = 300;

export interface StreamOptions {
  /** What is written, in Hz; 16000 unless told. */
  sampleRate?: number;
  /** The utterance so far, whenever it changes: lower-case words. Later words may correct earlier ones. */
  onPartial?: (text: string) => void;
  /** A stretch of speech begins; the first of an utterance, and one after each pause of 300 ms. */
  onSpeech?: () => void;
  /** The recogniser takes speech as it is: what a telephone cut off is not made up for. */
  asHeard?: boolean;
}

export interface RecognitionStream {
  /** Mono samples as they come, speech and silence. */
  write(pcm: Int16Array): void;
  /**
   * Ends the utterance: everything written since the last `finish`. The stream then takes the next one.
   * @returns lower-case words; empty when nobody spoke.
   * @throws RecognizerError when the recogniser ended meanwhile.
   */
  finish(): Promise<string>;
  /** Forgets what was written since the last `finish`. */
  clear(): void;
  /** Milliseconds since speech was last heard in this utterance; undefined before there was any. */
  readonly silenceMs: number | undefined;
}

export type StartSegment = (cmn: string, onPartial: (text: string) => void) => Segment;

/** Sends a line's stretches of speech to the recogniser, and joins what it makes of them into utterances. */
export function createRecognitionStream(start: StartSegment, options: StreamOptions): RecognitionStream {
  const resampler = createResampler(options.sampleRate ?? recognizerRate, recognizerRate);
  let cmn = '';
  let segment: Segment | undefined;
  let utterance = newUtterance();
  const bandwidth = tellBandwidth();
  let held: Int16Array[] = [];
  let widener: BandWidener | undefined;

  const release = (): void => {
    if (bandwidth.narrow) widener ??= widenBand();
    else widener = undefined;
    for (const frame of held) segment?.write(pcmBytes(widener?.push(frame) ?? frame));
    held = [];
  };
  /** The first speech of a line is kept back until its bandwidth is known. */
  const hear = (frame: Int16Array): void => {
    if (options.asHeard) {
      segment?.write(pcmBytes(frame));
      return;
    }
    held.push(frame);
    if (!bandwidth.sure && rms(frame) > speechLevel) bandwidth.hear(frame);
    if (bandwidth.sure) release();
  };

  const gate = createSpeechGate({
    sampleRate: recognizerRate,
    hangoverMs: settleMs,
    onStart(preroll) {
      const own = utterance;
      const index = own.texts.push('') - 1;
      segment = start(cmn, (text) => {
        own.texts[index] = recognizedWords(text);
        if (own === utterance) options.onPartial?.(own.texts.filter(Boolean).join(' '));
      });
      for (const frame of preroll) hear(frame);
      options.onSpeech?.();
    },
    onAudio: hear,
    onEnd() {
      release();
      const finished = segment?.finish();
      segment = undefined;
      if (!finished) return;
      const text = finished.then((heard) => {
        cmn = heard.cmn;
        return recognizedWords(heard.text);
      });
      text.catch(() => {});
      utterance.finished.push(text);
    },
  });

  return {
    write: (pcm) => gate.push(resampler.push(pcm)),
    async finish() {
      gate.flush();
      const { finished } = utterance;
      utterance = newUtterance();
      return (await Promise.all(finished)).filter(Boolean).join(' ');
    },
    clear() {
      segment?.forget();
      segment = undefined;
      held = [];
      gate.flush();
      utterance = newUtterance();
    },
    get silenceMs() {
      return gate.silenceMs;
    },
  };
}

interface Utterance {
  /** The stretches of speech as heard so far. */
  texts: string[];
  finished: Promise<string>[];
}

const newUtterance = (): Utterance => ({ texts: [], finished: [] });
