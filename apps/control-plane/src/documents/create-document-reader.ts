import { knowledgeDocumentTypeSchema } from '@parley/contracts';
import type { DocumentReader } from '@parley/core';
import { z } from 'zod';
import { readingProblems } from './reading/problem.ts';
import { refusalFor } from './reading-refusals.ts';
import { type ReaderLimits, type ReaderRun, runReader } from './run-reader.ts';
import { type SlotLimits, Slots } from './slots.ts';

export const readerLimits: ReaderLimits & SlotLimits = {
  timeMs: 20_000,
  heapMb: 256,
  memoryMb: 700,
  resultBytes: 24 * 1024 * 1024,
  atOnce: 2,
  waiting: 6,
  waitMs: 25_000,
};

/** What the process says is as little trusted as the file that it read. */
const answerSchema = z.union([
  z.object({ problem: z.enum(readingProblems) }),
  z.object({
    content: z.object({
      type: knowledgeDocumentTypeSchema,
      pages: z.number().int().min(0).nullable(),
      blocks: z.array(
        z.object({
          text: z.string(),
          heading: z.string().optional(),
          page: z.number().int().min(1).optional(),
          apart: z.boolean().optional(),
        }),
      ),
    }),
  }),
]);

/** Reads files in processes of their own, two at once. */
export function createDocumentReader({
  limits = readerLimits,
  ...run
}: { limits?: ReaderLimits & SlotLimits } & Omit<ReaderRun, 'limits'> = {}): DocumentReader {
  const slots = new Slots(limits);
  return {
    read: (bytes) =>
      slots.run(async () => {
        const result = await runReader(bytes, { ...run, limits });
        if ('ended' in result) throw refusalFor(result.ended);
        const answer = answerSchema.parse(JSON.parse(result.answer));
        if ('problem' in answer) throw refusalFor(answer.problem);
        return answer.content;
      }),
  };
}
