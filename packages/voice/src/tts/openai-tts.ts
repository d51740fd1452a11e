import { tokenize, tts } from '@livekit/agents';
import OpenAI from 'openai';
import type { TtsInput } from './cartesia-tts.ts';
import { OpenaiSpeech } from './openai-speech.ts';

/** One request per sentence, each heard from its first piece on; repeated by the client while nothing was heard. */
export function createOpenaiTts({
  settings,
  model = 'tts-1',
  voice = 'alloy',
  speed = 1,
}: TtsInput): tts.TTS {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    maxRetries: 2,
    timeout: 8_000,
  });
  return new tts.StreamAdapter(
    new OpenaiSpeech({ client, model, voice, speed }),
    new tokenize.basic.SentenceTokenizer(),
  );
}
