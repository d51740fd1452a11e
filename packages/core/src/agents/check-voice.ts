import type { AgentCheck, AgentConfig } from '@parley/contracts';
import type { ProviderAccess, VoiceProvider } from '../ports/provider-access.ts';
import type { KeyStates } from './check-key-of-stage.ts';
import { providerNames } from './stage-choices.ts';

interface CheckVoice {
  models: AgentConfig['models'];
  providers: ProviderAccess;
  keyOf: (provider: VoiceProvider) => string | undefined;
  keys: KeyStates;
}

/** Whether every voice that the configuration names is there. */
export async function checkVoice({ models, providers, keyOf, keys }: CheckVoice): Promise<AgentCheck> {
  const check = 'voice';
  const { tts } = models;
  const wanted = tts ? [tts, ...tts.fallbacks] : [];
  const named = wanted.flatMap(({ provider, voice }) => (voice === undefined ? [] : [{ provider, voice }]));
  if (named.length === 0) {
    return { check, result: 'ok', message: 'No voice is chosen, so the provider’s standard voice speaks.' };
  }
  const found = await Promise.all(
    named.map(async ({ provider, voice }) => ({
      name: `"${voice}" of ${providerNames[provider]}`,
      state:
        keys[provider] === 'works' ? await providers.checkVoice(provider, voice, keyOf(provider)) : 'unknown',
    })),
  );
  const missing = found.filter(({ state }) => state === 'missing').map(({ name }) => name);
  if (missing.length > 0) {
    return {
      check,
      result: 'failed',
      message: `There is no voice ${missing.join(', ')}. Choose another one.`,
    };
  }
  const unknown = found.filter(({ state }) => state === 'unknown').map(({ name }) => name);
  if (unknown.length > 0) {
    const message = `Whether there is a voice ${unknown.join(', ')} could not be asked. Try it in a call.`;
    return { check, result: 'unknown', message };
  }
  return {
    check,
    result: 'ok',
    message: `There are the voices ${found.map(({ name }) => name).join(', ')}.`,
  };
}
