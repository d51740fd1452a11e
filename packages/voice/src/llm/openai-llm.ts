import type { llm } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import type { ProviderSettings } from '../provider-keys.ts';

/** Small models answer in half the time, which a caller notices more than their style. */
const defaultModel = 'gpt-4.1-mini';

export interface LlmInput {
  settings: ProviderSettings;
  model?: string | undefined;
  temperature?: number | undefined;
}

export const createOpenaiLlm = ({ settings, model, temperature }: LlmInput): llm.LLM =>
  new openai.LLM({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    model: model ?? defaultModel,
    ...(temperature === undefined ? {} : { temperature }),
    // One tool at a time: a ticket must not be written in the same breath as the goodbye.
    parallelToolCalls: false,
  });
