export { type ChosenProviders, chooseProviders } from './choose-providers.ts';
export { createVoice, type Voice, type VoiceInput } from './create-voice.ts';
export { loadVad, vadTiming } from './load-vad.ts';
export { type ProviderKeys, type ProviderSettings, providerKeys } from './provider-keys.ts';
export type { StageTime } from './stage-time.ts';
export { PhraseStore, type Phrases } from './tts/phrases/phrase-store.ts';
export { Spoken } from './tts/phrases/spoken.ts';
export { audiblePart } from './turns/audible.ts';
export { VoiceConfigError } from './voice-config-error.ts';
