import { synthesize, trimSilence } from '@parley/rehearsal';

export interface Question {
  text: string;
  samples: Int16Array;
}

/** Without pauses inside, so that nobody may take the middle for the end. */
const texts = [
  'what are your office hours',
  'can you hear me',
  'how do i pay my rent',
  'is there parking for visitors',
  'my kitchen sink is leaking',
  'are pets allowed in the building',
];

/** The rate of flite's natural voices, and so of the caller's microphone. */
export const questionSampleRate = 16_000;

/** The sentences of the callers, spoken by flite's rms voice and cut to their first and last audible sample. */
export async function speakQuestions(): Promise<Question[]> {
  return Promise.all(
    texts.map(async (text) => {
      const { pcm, sampleRate } = await synthesize({ text, voice: 'rms' });
      if (sampleRate !== questionSampleRate) throw new Error(`flite spoke at ${sampleRate} Hz`);
      return { text, samples: trimSilence(pcm, sampleRate) };
    }),
  );
}
