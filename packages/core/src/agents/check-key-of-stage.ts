import type { AgentCheck, AgentConfig } from '@parley/contracts';
import type { VoiceProvider } from '../ports/provider-access.ts';
import { keyChecks, providerNames, providersOf, type Stage, stageNames } from './stage-choices.ts';

export type KeyState = 'works' | 'refused' | 'unknown' | 'none' | 'locked';
export type KeyStates = Record<VoiceProvider, KeyState>;

const putOne = 'under Secrets';

/** Whether a stage has keys that work: every one that the configuration names, or any where it names none. */
export function checkKeyOfStage(models: AgentConfig['models'], stage: Stage, keys: KeyStates): AgentCheck {
  const { named, providers } = providersOf(models, stage);
  const check = keyChecks[stage];
  const states = providers.map((provider) => ({ provider, state: keys[provider] }));
  const faulty = states.find(({ state }) => isFault(state));
  const working = states.find(({ state }) => state === 'works');
  const silent = states.find(({ state }) => state === 'unknown');
  const names = providers.map((provider) => providerNames[provider]);
  if (named && faulty) return { check, result: 'failed', message: faultOf(faulty, stage) };
  if (!named && working) {
    const message = `${providerNames[working.provider]} has a key that works for ${stageNames[stage]}.`;
    return { check, result: 'ok', message };
  }
  if (silent) {
    const message = `${providerNames[silent.provider]} did not answer, or does not tell, so its key for ${stageNames[stage]} could not be tried. Ask again later, or try it in a call.`;
    return { check, result: 'unknown', message };
  }
  if (named) {
    const message = `The keys for ${stageNames[stage]} work: ${names.join(', ')}.`;
    return { check, result: 'ok', message };
  }
  const refused = states.find(({ state }) => state === 'refused' || state === 'locked');
  if (refused) return { check, result: 'failed', message: faultOf(refused, stage) };
  const message = `No provider has a key for ${stageNames[stage]}. Put in one of ${names.join(' or ')} ${putOne}.`;
  return { check, result: 'failed', message };
}

const isFault = (state: KeyState): boolean => state !== 'works' && state !== 'unknown';

function faultOf({ provider, state }: { provider: VoiceProvider; state: KeyState }, stage: Stage): string {
  const name = providerNames[provider];
  if (state === 'refused')
    return `${name} refuses the key for ${stageNames[stage]}. Put in a new one ${putOne}.`;
  if (state === 'locked') return `The key of ${name} can no longer be opened. Put it in again ${putOne}.`;
  return `There is no key of ${name}, which is to serve ${stageNames[stage]}. Put one in ${putOne}, or choose another provider.`;
}
