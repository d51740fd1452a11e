import { isVoice, type Voice } from '../speech/voices.ts';

/** A voice id that names a flite voice speaks with it; every other provider's id with slt. */
export const voiceOf = (id: unknown): Voice => (typeof id === 'string' && isVoice(id) ? id : 'slt');
