import type { stt, VAD } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import type { ProviderSettings } from '../provider-keys.ts';

export interface SttInput {
  settings: ProviderSettings;
  language: string;
  model?: string | undefined;
  vad: VAD;
}

/** Realtime transcription over a WebSocket; the detector says when an utterance is to be committed. */
export const createOpenaiStt = ({ settings, language, model, vad }: SttInput): stt.STT =>
  new openai.STT({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    ...(model === undefined ? {} : { model }),
    language,
    useRealtime: true,
    vad,
  });
