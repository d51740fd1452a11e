import { type LanguageModel, ModelError, type ModelQuestion } from '@parley/core';
import { z } from 'zod';
import { type ProviderConfig, providerAddress } from './provider-address.ts';
import { retryAfterMs } from './retry-after.ts';

export interface LanguageModelLimits {
  /** For a whole answer. */
  timeoutMs: number;
  /** More is no analysis. */
  maxBytes: number;
}

export const languageModelLimits: LanguageModelLimits = { timeoutMs: 60_000, maxBytes: 512 * 1024 };

/** Enough for an analysis with all its entries. */
const mostTokens = 6_000;

const tokens = z.number().nonnegative().nullish();
const answerSchema = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }) }))
    .min(1),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish(),
    })
    .nullish(),
});

/** OpenAI's chat completions, and servers that are compatible to them, at the operator's address and no other. */
export function createLanguageModel(
  config: ProviderConfig,
  limits: LanguageModelLimits = languageModelLimits,
): LanguageModel {
  const url = `${providerAddress(config, 'openai')}/chat/completions`;
  return {
    provider: 'openai',
    hasKey: () => Boolean(config.openaiApiKey),
    async ask(question) {
      const key = question.key ?? config.openaiApiKey ?? '';
      const text = await send(url, { question, key, limits });
      const answer = answerSchema.safeParse(jsonOf(text));
      if (!answer.success) throw new ModelError('unavailable', 'OpenAI answered something else than a chat.');
      const { choices, usage } = answer.data;
      const message = choices[0]?.message;
      if (message?.refusal) throw new ModelError('refused', 'The model declined to analyse this call.');
      return {
        text: message?.content ?? '',
        usage: {
          input_tokens: usage?.prompt_tokens ?? 0,
          cached_input_tokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
          output_tokens: usage?.completion_tokens ?? 0,
        },
      };
    },
  };
}

async function send(
  url: string,
  { question, key, limits }: { question: ModelQuestion; key: string; limits: LanguageModelLimits },
): Promise<string> {
  const { model, messages, form } = question;
  const signal = AbortSignal.any([question.signal, AbortSignal.timeout(limits.timeoutMs)]);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        model,
        messages,
        response_format: { type: 'json_schema', json_schema: { ...form, strict: true } },
        max_completion_tokens: mostTokens,
      }),
      // It would carry the key, and what was said, elsewhere.
      redirect: 'manual',
      signal,
    });
    if (response.ok) return await bounded(response, limits.maxBytes);
    await response.body?.cancel();
    throw refusalBy(response, model);
  } catch (error) {
    if (error instanceof ModelError) throw error;
    const why = signal.aborted ? 'did not answer in time' : 'could not be reached';
    throw Object.assign(new ModelError('unavailable', `OpenAI ${why}.`), { cause: error });
  }
}

async function bounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new ModelError('unavailable', 'OpenAI answered without end.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refusalBy({ status, headers }: Response, model: string): ModelError {
  if (status === 401 || status === 403) {
    return new ModelError(
      'key_refused',
      'OpenAI refuses the key. Put in a new one under Secrets, and ask again.',
    );
  }
  if (status === 408 || status === 409 || status === 429 || status >= 500 || status < 400) {
    return new ModelError('unavailable', `OpenAI answered ${status}.`, retryAfterMs(headers));
  }
  return new ModelError(
    'refused',
    `OpenAI answered ${status}: it may not know the model ${model}, not answer in a given form, or not read so long a call. Choose another model for the agent.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
