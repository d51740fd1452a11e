// What a worker needs to know before it loads any plugin, which takes a second and 100 MB.
export { chooseProviders } from './choose-providers.ts';
export { providerKeys } from './provider-keys.ts';
export { VoiceConfigError } from './voice-config-error.ts';
