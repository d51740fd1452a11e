import type { Embedder } from '@parley/core';
import { type Database, hasVectors } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import type { ControlPlaneConfig } from '../config.ts';
import {
  createEmbedder,
  type EmbedderLimits,
  type EmbeddingSettings,
  embedderLimits,
} from './create-embedder.ts';
import { EmbeddingJob, type EmbeddingJobLimits, embeddingJobLimits } from './embedding-job.ts';

type EmbeddingConfig = Pick<
  ControlPlaneConfig,
  'embeddingsUrl' | 'embeddingsKey' | 'embeddingsModel' | 'embeddingsMinSimilarity'
>;

export interface Embeddings {
  embedder: Embedder;
  job: EmbeddingJob;
}

export interface EmbeddingsContext {
  db: Database;
  clock: Clock;
  log: Logger;
  limits?: Partial<EmbedderLimits & EmbeddingJobLimits> | undefined;
}

export const noVectors =
  'PARLEY_EMBEDDINGS_URL is set, but the database has no extension "vector" (pgvector): knowledge is searched by words. Install pgvector, run CREATE EXTENSION vector in the database as a superuser, and start again.';

/** @returns undefined when no provider is set. */
export function embeddingSettings(config: EmbeddingConfig): EmbeddingSettings | undefined {
  const { embeddingsUrl: url, embeddingsKey: key, embeddingsModel: model } = config;
  return url ? { url, key, model, minSimilarity: config.embeddingsMinSimilarity } : undefined;
}

/** Embeddings where there are a provider and a database that knows vectors; says once if it is the latter that lacks. */
export async function provideEmbeddings(
  config: EmbeddingConfig,
  { db, clock, log, limits }: EmbeddingsContext,
): Promise<Embeddings | undefined> {
  const settings = embeddingSettings(config);
  if (!settings) {
    log.info('knowledge is searched by words; PARLEY_EMBEDDINGS_URL would add meaning');
    return undefined;
  }
  if (!(await hasVectors(db))) {
    log.warn(noVectors);
    return undefined;
  }
  const embedder = createEmbedder(settings, { clock, log, limits: { ...embedderLimits, ...limits } });
  const job = new EmbeddingJob({ db, embedder, clock, log, limits: { ...embeddingJobLimits, ...limits } });
  return { embedder, job };
}
