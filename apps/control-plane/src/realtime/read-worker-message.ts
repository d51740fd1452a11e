import { type WorkerMessage, workerMessageSchema } from '@parley/contracts';
import { z } from 'zod';

/** A message that is none; `seq` when it was meant as an event, which is then to be acknowledged all the same. */
export interface BadMessage {
  type: 'bad';
  seq: number | undefined;
  problem: string;
}

const numbered = z.object({ type: z.literal('event'), seq: z.number().int().positive() });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export function readWorkerMessage(text: string): WorkerMessage | BadMessage {
  const value = parseJson(text);
  const parsed = workerMessageSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  // Paths and codes only: the values may be a caller's words.
  const problem = parsed.error.issues
    .map(({ path, code }) => `${path.join('.') || 'message'}: ${code}`)
    .join(', ');
  return { type: 'bad', seq: numbered.safeParse(value).data?.seq, problem };
}
