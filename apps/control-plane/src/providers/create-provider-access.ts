import type { ProviderAccess, VoiceProvider } from '@parley/core';
import type { ControlPlaneConfig } from '../config.ts';
import { openaiVoices } from './openai-voices.ts';

const timeLimitMs = 5_000;
const publicUrls: Record<VoiceProvider, string> = {
  openai: 'https://api.openai.com/v1',
  cartesia: 'https://api.cartesia.ai',
};
const cartesiaVersion = '2025-04-16';
type ProviderConfig = Pick<
  ControlPlaneConfig,
  'openaiApiKey' | 'openaiBaseUrl' | 'cartesiaApiKey' | 'cartesiaBaseUrl'
>;

/** Asks OpenAI and Cartesia, at the operator's addresses and no others. */
export function createProviderAccess(config: ProviderConfig): ProviderAccess {
  const keys = { openai: config.openaiApiKey, cartesia: config.cartesiaApiKey };
  const own = { openai: config.openaiBaseUrl, cartesia: config.cartesiaBaseUrl };
  const ask = (provider: VoiceProvider, path: string, key = keys[provider] ?? '') =>
    statusOf(
      `${(own[provider] ?? publicUrls[provider]).replace(/\/+$/, '')}${path}`,
      headersOf[provider](key),
    );

  return {
    hasKey: (provider) => Boolean(keys[provider]),
    async checkKey(provider, key) {
      const status = await ask(provider, provider === 'openai' ? '/models' : '/voices?limit=1', key);
      if (status === 401 || status === 403) return 'refused';
      return isFine(status) ? 'works' : 'unknown';
    },
    async checkVoice(provider, voice, key) {
      if (provider === 'openai') {
        if (openaiVoices.has(voice)) return 'there';
        // A compatible server of one's own has voices of its own, and no list of them.
        return own.openai === undefined ? 'missing' : 'unknown';
      }
      // What could not be an id is not asked for.
      if (!/^[\w-]{1,120}$/.test(voice)) return 'missing';
      const status = await ask(provider, `/voices/${voice}`, key);
      if (status === 404 || status === 400) return 'missing';
      return isFine(status) ? 'there' : 'unknown';
    },
  };
}

const isFine = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;

const headersOf: Record<VoiceProvider, (key: string) => Record<string, string>> = {
  openai: (key) => ({ authorization: `Bearer ${key}` }),
  cartesia: (key) => ({ 'x-api-key': key, 'cartesia-version': cartesiaVersion }),
};

/** Undefined when there was no answer in time. No redirect is followed: it would carry the key elsewhere. */
async function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    const response = await fetch(url, { headers, signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
