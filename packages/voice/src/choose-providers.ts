import type { AgentConfig } from '@parley/contracts';
import type { ProviderKeys } from './provider-keys.ts';
import { VoiceConfigError } from './voice-config-error.ts';

type SttProvider = 'openai' | 'cartesia';
type TtsProvider = 'cartesia' | 'openai';

/** For each stage the providers to use, the best first; the others take over when it fails. */
export interface ChosenProviders {
  stt: SttProvider[];
  llm: 'openai';
  tts: TtsProvider[];
}

const preferred = {
  stt: ['openai', 'cartesia'],
  llm: ['openai'],
  tts: ['cartesia', 'openai'],
} as const satisfies Record<string, readonly (keyof ProviderKeys)[]>;

const variable: Record<keyof ProviderKeys, string> = {
  openai: 'OPENAI_API_KEY',
  cartesia: 'CARTESIA_API_KEY',
};
const stageName = { stt: 'speech recognition', llm: 'the language model', tts: 'the voice' };

/** What the agent's configuration names comes first where it has a key, then the rest by preference. */
function order<P extends keyof ProviderKeys>(
  stage: keyof typeof preferred,
  all: readonly P[],
  wanted: P | undefined,
  keys: ProviderKeys,
): P[] {
  const available = all.filter((provider) => keys[provider] !== undefined);
  if (available.length === 0) {
    const names = all.map((provider) => variable[provider]).join(' or ');
    throw new VoiceConfigError(`No provider for ${stageName[stage]}: set ${names}.`);
  }
  return available.sort((one, other) => Number(other === wanted) - Number(one === wanted));
}

/** @throws VoiceConfigError when a stage has no provider with a key. */
export function chooseProviders(models: AgentConfig['models'], keys: ProviderKeys): ChosenProviders {
  return {
    stt: order('stt', preferred.stt, models.stt?.provider, keys),
    llm: order('llm', preferred.llm, models.llm?.provider, keys)[0] as 'openai',
    tts: order('tts', preferred.tts, models.tts?.provider, keys),
  };
}
