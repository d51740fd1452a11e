import type { stt } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import type { ProviderSettings } from '../provider-keys.ts';

export interface SttInput {
  settings: ProviderSettings;
  language: string;
  model?: string | undefined;
  /** Finds out the language by itself. */
  detect?: boolean;
}

/**
 * Realtime transcription over a WebSocket. The session's own detector says when an utterance is over
 * (`flush`): with a second one, as the plugin has it, a tenth of a call's CPU would go into it.
 */
export const createOpenaiStt = ({ settings, language, model, detect = false }: SttInput): stt.STT =>
  new openai.STT({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    ...(model === undefined ? {} : { model }),
    language,
    detectLanguage: detect,
    useRealtime: true,
    vad: null,
  });
