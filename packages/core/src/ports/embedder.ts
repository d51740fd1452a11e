/** Turns texts into vectors that are near each other when the texts mean alike. */
export interface Embedder {
  /** Vectors of two models cannot be compared. */
  readonly model: string;
  /** Cosine similarity from which a text has to do with a question. */
  readonly minSimilarity: number;
  /** One vector for each text. @throws Error when the provider fails. */
  embed(texts: string[], signal?: AbortSignal): Promise<number[][]>;
  /** For a caller who is waiting. @returns undefined when there is none in time; search then goes by words. */
  embedQuery(text: string): Promise<number[] | undefined>;
  /** What went wrong with one of its vectors; search goes by words. */
  reportFailure(error: unknown): void;
}
