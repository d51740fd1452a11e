import { type AgentConfig, preferredProviders } from '@parley/contracts';
import type { ProviderKeys } from './provider-keys.ts';
import { VoiceConfigError } from './voice-config-error.ts';

/** One way to serve a stage. Without a model or voice the provider's default of Parley serves. */
export interface Choice<P extends keyof ProviderKeys = keyof ProviderKeys> {
  provider: P;
  model?: string | undefined;
  voice?: string | undefined;
}

/** For each stage what to use, the best first; the others take over when it fails. */
export interface ChosenProviders {
  stt: Choice<'openai' | 'cartesia'>[];
  llm: Choice<'openai'>[];
  tts: Choice<'openai' | 'cartesia'>[];
}

const variable: Record<keyof ProviderKeys, string> = {
  openai: 'OPENAI_API_KEY',
  cartesia: 'CARTESIA_API_KEY',
};
const stageName = { stt: 'speech recognition', llm: 'the language model', tts: 'the voice' };

/** What is configured comes first, as far as it has a key; then the providers it does not name. */
function order<P extends keyof ProviderKeys>(
  stage: keyof typeof preferredProviders,
  all: readonly P[],
  wanted: (Choice<P> & { fallbacks: Choice<P>[] }) | undefined,
  keys: ProviderKeys,
): Choice<P>[] {
  const configured = wanted ? [wanted, ...wanted.fallbacks] : [];
  const named = new Set(configured.map(({ provider }) => provider));
  const rest = all.filter((provider) => !named.has(provider)).map((provider) => ({ provider }));
  const choices = [...configured, ...rest].filter(({ provider }) => keys[provider] !== undefined);
  if (choices.length === 0) {
    const names = all.map((provider) => variable[provider]).join(' or ');
    throw new VoiceConfigError(`No provider for ${stageName[stage]}: set ${names}.`);
  }
  return choices.map(({ provider, model, voice }: Choice<P>) => ({
    provider,
    ...(model === undefined ? {} : { model }),
    ...(voice === undefined ? {} : { voice }),
  }));
}

/** @throws VoiceConfigError when a stage has no provider with a key. */
export const chooseProviders = (models: AgentConfig['models'], keys: ProviderKeys): ChosenProviders => ({
  stt: order('stt', preferredProviders.stt, models.stt, keys),
  llm: order('llm', preferredProviders.llm, models.llm, keys),
  tts: order('tts', preferredProviders.tts, models.tts, keys),
});
