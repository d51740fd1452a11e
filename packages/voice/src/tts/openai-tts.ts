import { tokenize, tts } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import OpenAI from 'openai';
import type { TtsInput } from './cartesia-tts.ts';

type OpenaiVoice = NonNullable<ConstructorParameters<typeof openai.TTS>[0]>['voice'];

/**
 * One request per sentence. The requests are repeated by the client: the plugin's own retry
 * waits for the very request that failed.
 */
export function createOpenaiTts({ settings, model, voice, speed = 1 }: TtsInput): tts.TTS {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    maxRetries: 2,
    timeout: 8_000,
  });
  const perSentence = new openai.TTS({
    client,
    apiKey: settings.apiKey,
    ...(speed === 1 ? {} : { speed }),
    ...(model === undefined ? {} : { model }),
    ...(voice === undefined ? {} : { voice: voice as NonNullable<OpenaiVoice> }),
  });
  return new tts.StreamAdapter(perSentence, new tokenize.basic.SentenceTokenizer());
}
