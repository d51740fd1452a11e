import { modelChoiceSchema } from '@parley/contracts';
import { expect, it } from 'vitest';
import { checkKeyOfStage, type KeyState } from './check-key-of-stage.ts';
import type { Stage } from './stage-choices.ts';

const named = { tts: { provider: 'cartesia', fallbacks: [{ provider: 'openai' }] } };

it.each<[object, Stage, KeyState, KeyState, string, RegExp]>([
  [{}, 'stt', 'works', 'none', 'ok', /OpenAI has a key that works for speech recognition/],
  [{}, 'stt', 'none', 'works', 'ok', /Cartesia/],
  [{}, 'stt', 'refused', 'works', 'ok', /Cartesia/],
  [{}, 'stt', 'none', 'none', 'failed', /No provider.*OpenAI or Cartesia under Secrets/],
  [{}, 'tts', 'none', 'refused', 'failed', /Cartesia refuses the key for the voice/],
  [{}, 'tts', 'unknown', 'refused', 'unknown', /OpenAI did not answer/],
  [
    {},
    'llm',
    'none',
    'works',
    'failed',
    /No provider has a key for the language model. Put in one of OpenAI/,
  ],
  [{}, 'llm', 'locked', 'none', 'failed', /Put it in again/],
  [named, 'tts', 'works', 'works', 'ok', /Cartesia, OpenAI/],
  [named, 'tts', 'none', 'works', 'failed', /no key of OpenAI, which is to serve the voice/],
  [named, 'tts', 'works', 'refused', 'failed', /Cartesia refuses/],
  [named, 'tts', 'works', 'unknown', 'unknown', /Cartesia did not answer/],
  [named, 'stt', 'works', 'none', 'ok', /OpenAI/],
])('%j %s with openai %s, cartesia %s: %s', (models, stage, openai, cartesia, result, message) => {
  const found = checkKeyOfStage(modelChoiceSchema.parse(models), stage, { openai, cartesia });
  expect(found).toEqual({ check: `${stage}_key`, result, message: expect.stringMatching(message) });
});
