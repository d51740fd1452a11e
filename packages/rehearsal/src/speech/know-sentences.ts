import { createRecognitionStream, type StartSegment } from './create-recognition-stream.ts';
import { loudness, splitAtPause, unlikeness } from './loudness.ts';
import { resample } from './resample.ts';
import { spokenWords } from './speakable-text.ts';
import type { Recognizer } from './start-recognizer.ts';
import { synthesize } from './synthesize.ts';
import type { Voice } from './voices.ts';

const sampleRate = 16_000;
const telephoneRate = 8_000;
const silence = new Int16Array(sampleRate / 2);
/** Of two sentences it was 0.61 at least; of one, by telephone on a machine at its limit, 0.34 at most. */
const tooFar = 0.48;
/** A line that stutters makes a pause long enough to end a stretch out of one of so many frames. */
const pauseFrames = 7;

interface Known {
  levels: number[];
  /** Of a sentence with pauses: all its words with its first stretch, none with the others. */
  text: string;
}

/**
 * A recogniser of given sentences, each in its voice, in a room and by telephone. It goes by how they swell and fall,
 * for next to nothing: where more callers talk at once than one machine could recognise. Of anything else it hears
 * nothing.
 */
export async function knowSentences(sentences: { text: string; voice: Voice }[]): Promise<Recognizer> {
  const known: Known[] = [];
  for (const { text, voice } of sentences) {
    const speech = await synthesize({ text, voice });
    const wide = resample(speech.pcm, speech.sampleRate, sampleRate);
    const narrow = resample(resample(wide, sampleRate, telephoneRate), telephoneRate, sampleRate);
    for (const pcm of [wide, narrow]) {
      const stretches = stretchesOf(pcm, spokenWords(text).join(' '));
      known.push(...stretches, ...stretches.flatMap(inTwo));
    }
  }
  const startSegment: StartSegment = () => {
    const levels: number[] = [];
    return {
      write: (bytes) => levels.push(...loudness(samplesOf(bytes))),
      finish: async () => ({ text: nearest(known, levels), cmn: '' }),
      forget: () => {},
    };
  };
  return {
    openStream: (options = {}) => createRecognitionStream(startSegment, { ...options, asHeard: true }),
    close: async () => {},
    pid: undefined,
  };
}

function inTwo({ levels, text }: Known): Known[] {
  const [before, after] = splitAtPause(levels, pauseFrames) ?? [];
  return before && after
    ? [
        { levels: before, text },
        { levels: after, text: '' },
      ]
    : [];
}

const samplesOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Int16Array =>
  new Int16Array(buffer, byteOffset, byteLength / 2);

/** As a stream will cut it. */
function stretchesOf(pcm: Int16Array, text: string): Known[] {
  const stretches: Known[] = [];
  const start: StartSegment = () => {
    const stretch: Known = { levels: [], text: stretches.length === 0 ? text : '' };
    stretches.push(stretch);
    return {
      write: (bytes) => stretch.levels.push(...loudness(samplesOf(bytes))),
      finish: async () => ({ text: '', cmn: '' }),
      forget: () => {},
    };
  };
  const stream = createRecognitionStream(start, { asHeard: true });
  for (const part of [silence, pcm, silence]) stream.write(part);
  void stream.finish();
  return stretches;
}

function nearest(known: readonly Known[], levels: readonly number[]): string {
  let best = { apart: tooFar, text: '' };
  for (const one of known) {
    const apart = unlikeness(one.levels, levels);
    if (apart < best.apart) best = { apart, text: one.text };
  }
  return best.text;
}
