import type { ProviderAccess, VoiceProvider } from '@parley/core';
import { openaiVoices } from './openai-voices.ts';
import { type ProviderConfig, providerAddress } from './provider-address.ts';

const timeLimitMs = 5_000;
const cartesiaVersion = '2025-04-16';

/** Asks OpenAI and Cartesia, at the operator's addresses and no others. */
export function createProviderAccess(config: ProviderConfig): ProviderAccess {
  const keys = { openai: config.openaiApiKey, cartesia: config.cartesiaApiKey };
  const ask = (provider: VoiceProvider, path: string, key = keys[provider] ?? '') =>
    answerOf(`${providerAddress(config, provider)}${path}`, headersOf[provider](key));

  return {
    hasKey: (provider) => Boolean(keys[provider]),
    async checkKey(provider, key) {
      const { status, words } = await ask(
        provider,
        provider === 'openai' ? '/models' : '/voices?limit=1',
        key,
      );
      // A key that may do little more than talk is a good key: it may not list models.
      if (status === 401 || status === 403) return /missing scopes/i.test(words) ? 'unknown' : 'refused';
      return isFine(status) ? 'works' : 'unknown';
    },
    async checkVoice(provider, voice, key) {
      if (provider === 'openai') {
        if (openaiVoices.has(voice)) return 'there';
        // A compatible server of one's own has voices of its own, and no list of them.
        return config.openaiBaseUrl === undefined ? 'missing' : 'unknown';
      }
      // What could not be an id is not asked for.
      if (!/^[\w-]{1,120}$/.test(voice)) return 'missing';
      const { status } = await ask(provider, `/voices/${voice}`, key);
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

/** No status when there was no answer in time. No redirect is followed: it would carry the key elsewhere. */
async function answerOf(
  url: string,
  headers: Record<string, string>,
): Promise<{ status?: number; words: string }> {
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    const response = await fetch(url, { headers, signal, redirect: 'manual' });
    const { status } = response;
    if (status === 401 || status === 403) return { status, words: await response.text() };
    await response.body?.cancel();
    return { status, words: '' };
  } catch {
    return { words: '' };
  }
}
