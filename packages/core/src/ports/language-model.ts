export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ModelQuestion {
  model: string;
  /** A tenant's; left out: the operator's. */
  key: string | undefined;
  messages: ModelMessage[];
  /** The form of the answer, by JSON Schema. */
  form: { name: string; schema: Record<string, unknown> };
  signal: AbortSignal;
}

export interface ModelAnswer {
  /** JSON of the form that was asked for, as far as models keep to it. */
  text: string;
  usage: { input_tokens: number; cached_input_tokens: number; output_tokens: number };
}

/** Asks a language model for something in a given form, at the address that the operator has set. */
export interface LanguageModel {
  /** Whose secret a tenant puts in for it. */
  provider: 'openai';
  /** Whether the operator has a key, for tenants without one of their own. */
  hasKey(): boolean;
  /** @throws ModelError */
  ask(question: ModelQuestion): Promise<ModelAnswer>;
}

/**
 * The model did not answer. `key_refused` and `refused` are the same another time, `unavailable` need not be.
 * The message is for people: it names neither key nor words.
 */
export class ModelError extends Error {
  readonly kind: 'key_refused' | 'refused' | 'unavailable';
  /** How long the provider wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: ModelError['kind'], message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'ModelError';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
