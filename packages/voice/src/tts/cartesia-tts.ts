import type { tts } from '@livekit/agents';
import * as cartesia from '@livekit/agents-plugin-cartesia';
import type { ProviderSettings } from '../provider-keys.ts';
import { ttsSampleRate } from './tts-sample-rate.ts';

export interface TtsInput {
  settings: ProviderSettings;
  language: string;
  model?: string | undefined;
  voice?: string | undefined;
  /** 1, or left out: the voice's own. */
  speed?: number | undefined;
}

/** Streaming synthesis with word times, which tell how much of an interrupted reply was heard. */
export function createCartesiaTts({ settings, language, model, voice, speed = 1 }: TtsInput): tts.TTS {
  return new cartesia.TTS({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
    ...(model === undefined ? {} : { model }),
    ...(voice === undefined ? {} : { voice }),
    ...(speed === 1 ? {} : { speed }),
    language,
    sampleRate: ttsSampleRate,
    wordTimestamps: true,
  });
}
