import type { AgentCheck, AgentConfig } from '@parley/contracts';
import type { VoiceProvider } from '../ports/provider-access.ts';

export type Stage = 'stt' | 'llm' | 'tts';

/** In the order in which the worker prefers them where the configuration names none. */
const preferred: Record<Stage, readonly VoiceProvider[]> = {
  stt: ['openai', 'cartesia'],
  llm: ['openai'],
  tts: ['cartesia', 'openai'],
};

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
  if (!chosen) return { named: false, providers: preferred[stage] };
  const all = [chosen, ...chosen.fallbacks].map(({ provider }) => provider);
  return { named: true, providers: [...new Set(all)] };
}
