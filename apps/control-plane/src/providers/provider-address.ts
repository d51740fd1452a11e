import type { VoiceProvider } from '@parley/core';
import type { ControlPlaneConfig } from '../config.ts';

const publicUrls: Record<VoiceProvider, string> = {
  openai: 'https://api.openai.com/v1',
  cartesia: 'https://api.cartesia.ai',
};

export type ProviderConfig = Pick<
  ControlPlaneConfig,
  'openaiApiKey' | 'openaiBaseUrl' | 'cartesiaApiKey' | 'cartesiaBaseUrl'
>;

/** Where a provider's API is, by the operator's settings. */
export function providerAddress(config: ProviderConfig, provider: VoiceProvider): string {
  const own = { openai: config.openaiBaseUrl, cartesia: config.cartesiaBaseUrl };
  return (own[provider] ?? publicUrls[provider]).replace(/\/+$/, '');
}
