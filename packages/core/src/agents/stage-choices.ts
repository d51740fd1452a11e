import { type AgentCheck, type AgentConfig, preferredProviders } from '@parley/contracts';
import type { VoiceProvider } from '../ports/provider-access.ts';

export type Stage = 'stt' | 'llm' | 'tts';

export const stageNames: Record<Stage, string> = {
  stt: 'speech recognition',
  llm: 'the language model',
  tts: 'the voice',
};
export const providerNames: Record<VoiceProvider, string> = { openai: 'OpenAI', cartesia: 'Cartesia' };
export const keyChecks = { stt: 'stt_key', llm: 'llm_key', tts: 'tts_key' } as const satisfies Record<
  Stage,
  AgentCheck['check']
>;

/** The providers of a stage: those that the configuration names, or else those of which any will do. */
export function providersOf(
  models: AgentConfig['models'],
  stage: Stage,
): { named: boolean; providers: readonly VoiceProvider[] } {
  const chosen = models[stage];
  if (!chosen) return { named: false, providers: preferredProviders[stage] };
  const all = [chosen, ...chosen.fallbacks].map(({ provider }) => provider);
  return { named: true, providers: [...new Set(all)] };
}
