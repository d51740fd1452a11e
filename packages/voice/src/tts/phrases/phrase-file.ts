import { z } from 'zod';
import { ttsSampleRate } from '../tts-sample-rate.ts';
import type { SpokenPiece } from './spoken.ts';

const word = z.strictObject({
  text: z.string(),
  startTime: z.number().optional(),
  endTime: z.number().optional(),
});
const headerSchema = z.strictObject({
  rate: z.literal(ttsSampleRate),
  /** Of each piece: how many samples, and its words. */
  pieces: z.array(z.strictObject({ samples: z.number().int().positive(), words: z.array(word) })).min(1),
});

const newline = 0x0a;

/** A line of JSON that says what the pieces are, then their samples: 16 bit, little-endian. */
export function writePhraseFile(pieces: readonly SpokenPiece[]): Buffer {
  const described = pieces.map(({ samples, words }) => ({ samples: samples.length, words }));
  const header = Buffer.from(`${JSON.stringify({ rate: ttsSampleRate, pieces: described })}\n`);
  const sound = pieces.map(({ samples }) => {
    const bytes = Buffer.alloc(samples.length * 2);
    samples.forEach((sample, at) => {
      bytes.writeInt16LE(sample, at * 2);
    });
    return bytes;
  });
  return Buffer.concat([header, ...sound]);
}

/** @returns undefined for what is no such file, or not all of one. */
export function readPhraseFile(file: Buffer): SpokenPiece[] | undefined {
  const end = file.indexOf(newline);
  const header = headerSchema.safeParse(parse(file.subarray(0, Math.max(end, 0)).toString()));
  if (!header.success) return undefined;
  const { pieces } = header.data;
  const length = pieces.reduce((sum, { samples }) => sum + samples, 0);
  let at = end + 1;
  if (file.length !== at + length * 2) return undefined;
  return pieces.map(({ samples: count, words }) => {
    const samples = new Int16Array(count);
    for (let index = 0; index < count; index++, at += 2) samples[index] = file.readInt16LE(at);
    return { samples, words };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
