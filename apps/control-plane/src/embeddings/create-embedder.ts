import type { Embedder } from '@parley/core';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import { requestEmbeddings } from './request-embeddings.ts';

export interface EmbeddingSettings {
  /** Of the API, without `/embeddings`. */
  url: string;
  key: string | undefined;
  model: string;
  minSimilarity: number;
}

export interface EmbedderLimits {
  /** For a batch in the background. */
  batchMs: number;
  /** For a question: somebody is on the line. */
  queryMs: number;
  /** How long nobody waits for the provider after it failed. */
  pauseMs: number;
}

export const embedderLimits: EmbedderLimits = { batchMs: 30_000, queryMs: 400, pauseMs: 10_000 };

interface EmbedderContext {
  clock: Clock;
  log: Logger;
  limits?: EmbedderLimits;
}

/** A provider that speaks OpenAI's `/embeddings`. */
export function createEmbedder(
  settings: EmbeddingSettings,
  { clock, log, limits = embedderLimits }: EmbedderContext,
): Embedder {
  const { model, minSimilarity } = settings;
  let pausedUntil = 0;
  const embed = (texts: string[], signals: AbortSignal[]) =>
    requestEmbeddings(settings, texts, AbortSignal.any(signals));
  const reportFailure = (error: unknown) => {
    pausedUntil = clock.now() + limits.pauseMs;
    log.warn({ err: error }, 'a question has no embedding; knowledge is searched by words for a while');
  };
  return {
    model,
    minSimilarity,
    reportFailure,
    embed: (texts, signal) =>
      embed(texts, [AbortSignal.timeout(limits.batchMs), ...(signal ? [signal] : [])]),
    embedQuery: async (text) => {
      if (clock.now() < pausedUntil) return undefined;
      try {
        const [vector] = await embed([text], [AbortSignal.timeout(limits.queryMs)]);
        return vector;
      } catch (error) {
        reportFailure(error);
        return undefined;
      }
    },
  };
}
