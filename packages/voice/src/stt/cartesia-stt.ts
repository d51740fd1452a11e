import type { stt } from '@livekit/agents';
import * as cartesia from '@livekit/agents-plugin-cartesia';
import type { SttInput } from './openai-stt.ts';

/** Streaming recognition with turns of its own; ours come from the detectors, so they are not used. */
export const createCartesiaStt = ({ settings, language, model }: SttInput): stt.STT =>
  new cartesia.STT({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
    ...(model === undefined ? {} : { model }),
    language,
  });
