/** Who recognises, thinks and speaks. */
export type VoiceProvider = 'openai' | 'cartesia';

/** The providers of speech and language, at the addresses that the operator has set. */
export interface ProviderAccess {
  /** Whether the operator has a key of it, for tenants without one of their own. */
  hasKey(provider: VoiceProvider): boolean;
  /** @param key a tenant's; left out: the operator's. `unknown`: the provider did not say. */
  checkKey(provider: VoiceProvider, key: string | undefined): Promise<'works' | 'refused' | 'unknown'>;
  /** Whether it has a voice of this id. */
  checkVoice(
    provider: VoiceProvider,
    voice: string,
    key: string | undefined,
  ): Promise<'there' | 'missing' | 'unknown'>;
}
