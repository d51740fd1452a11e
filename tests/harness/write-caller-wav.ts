import { writeFile } from 'node:fs/promises';
import { synthesize, type Voice, writeWav } from '@parley/rehearsal';

export interface SpokenTurn {
  /** Seconds of silence before it. */
  after: number;
  text: string;
}

/** A caller's side of a conversation as a WAV file: its turns, with the pauses in which the agent answers. */
export async function writeCallerWav(file: string, voice: Voice, turns: SpokenTurn[]): Promise<void> {
  const spoken = await Promise.all(turns.map(({ text }) => synthesize({ text, voice })));
  const sampleRate = spoken[0]?.sampleRate ?? 16_000;
  const silences = turns.map(({ after }) => Math.round(after * sampleRate));
  const lengths = spoken.map(({ pcm }, index) => pcm.length + (silences[index] ?? 0));
  // A last second of silence, so that the last word does not end the file.
  const samples = new Int16Array(lengths.reduce((sum, length) => sum + length, sampleRate));
  let at = 0;
  for (const [index, { pcm }] of spoken.entries()) {
    at += silences[index] ?? 0;
    samples.set(pcm, at);
    at += pcm.length;
  }
  await writeFile(file, writeWav(samples, sampleRate));
}
