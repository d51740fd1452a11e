import { synthesize, trimSilence, type Voice } from '@parley/rehearsal';

export const questionKinds = ['plain', 'pause', 'digits', 'hesitation'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Question {
  kind: QuestionKind;
  text: string;
  samples: Int16Array;
}

interface Sentence {
  kind: QuestionKind;
  /** Spoken with a pause after each but the last. */
  parts: string[];
  pauseMs?: number;
}

const plain = (text: string): Sentence => ({ kind: 'plain', parts: [text] });

const sentences: Sentence[] = [
  plain('what are your office hours'),
  { kind: 'pause', parts: ['i would like to know', 'when somebody can look at my heating'], pauseMs: 500 },
  plain('can you hear me'),
  { kind: 'digits', parts: ['my number is five five five', 'zero one', 'four two'], pauseMs: 400 },
  plain('how do i pay my rent'),
  { kind: 'hesitation', parts: ['so um', 'are pets allowed in the building'], pauseMs: 600 },
  plain('is there parking for visitors'),
  { kind: 'pause', parts: ['my name is john smith and', 'my kitchen sink is leaking'], pauseMs: 700 },
  plain('my kitchen sink is leaking'),
  { kind: 'digits', parts: ['the code is seven', 'three', 'nine one'], pauseMs: 350 },
  plain('are pets allowed in the building'),
  { kind: 'hesitation', parts: ['well uh', 'how do i pay my rent'], pauseMs: 800 },
];

/** Those of flite that speak at the rate of the caller's microphone and like people. */
const naturalVoices: Voice[] = ['rms', 'slt', 'awb'];

/** The rate of flite's natural voices, and so of the caller's microphone. */
export const questionSampleRate = 16_000;

/** Every sentence in every voice, the voices in turn; cut to its first and last audible sample. */
export async function speakQuestions(): Promise<Question[]> {
  const questions: Question[] = [];
  for (let round = 0; round < naturalVoices.length; round++)
    for (const [index, sentence] of sentences.entries()) {
      const voice = naturalVoices[(index + round) % naturalVoices.length] as Voice;
      questions.push(await speakSentence(sentence, voice));
    }
  return questions;
}

async function speakSentence({ kind, parts, pauseMs = 0 }: Sentence, voice: Voice): Promise<Question> {
  const pause = new Int16Array((questionSampleRate * pauseMs) / 1000);
  const pieces: Int16Array[] = [];
  for (const text of parts) {
    const { pcm, sampleRate } = await synthesize({ text, voice });
    if (sampleRate !== questionSampleRate) throw new Error(`flite spoke at ${sampleRate} Hz`);
    pieces.push(trimSilence(pcm, sampleRate), pause);
  }
  pieces.pop();
  const samples = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { kind, text: parts.join(' … '), samples };
}
