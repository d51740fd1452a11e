import { z } from 'zod';
import type { EmbeddingSettings } from './create-embedder.ts';

/** pgvector compares no more. */
const maxDimensions = 16_000;

const answerSchema = z.object({
  data: z.array(
    z.object({
      index: z.number().int().min(0),
      embedding: z.array(z.number()).min(1).max(maxDimensions),
    }),
  ),
});

/**
 * Asks for a vector of each text, by OpenAI's protocol.
 * @throws Error that tells neither the key nor the texts.
 */
export async function requestEmbeddings(
  { url, key, model }: EmbeddingSettings,
  texts: string[],
  signal: AbortSignal,
): Promise<number[][]> {
  const response = await fetch(`${url}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
    redirect: 'error',
    signal,
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The embeddings provider answered ${response.status}.`);
  }
  const answer = answerSchema.safeParse(await response.json());
  if (!answer.success) throw new Error('The embeddings provider answered something else than embeddings.');
  const vectors = answer.data.data.sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  const [first] = vectors;
  if (vectors.length !== texts.length || vectors.some(({ length }) => length !== first?.length))
    throw new Error('The embeddings provider did not answer one vector for each text.');
  return vectors;
}
