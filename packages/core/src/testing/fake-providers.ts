import type { ProviderAccess, VoiceProvider } from '../ports/provider-access.ts';

/** Providers in memory: the operator's keys, keys that they refuse, voices that they have. */
export function fakeProviders({
  own = ['openai', 'cartesia'],
  refused = [],
  silent = [],
  voices = [],
}: {
  own?: VoiceProvider[];
  /** A tenant's key by its text, the operator's by its provider. */
  refused?: string[];
  silent?: VoiceProvider[];
  voices?: string[];
} = {}): ProviderAccess & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    hasKey: (provider) => own.includes(provider),
    async checkKey(provider, key) {
      asked.push(`${provider} ${key ?? 'own'}`);
      if (silent.includes(provider)) return 'unknown';
      return refused.includes(key ?? provider) ? 'refused' : 'works';
    },
    checkVoice: async (_, voice) => (voices.includes(voice) ? 'there' : 'missing'),
  };
}
