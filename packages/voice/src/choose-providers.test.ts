import { modelChoiceSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { chooseProviders } from './choose-providers.ts';
import { providerKeys } from './provider-keys.ts';

const openai = { openaiApiKey: 'o' };
const cartesia = { cartesiaApiKey: 'c' };

test('with both keys: recognition by openai, voice by cartesia, the other in reserve', () => {
  expect(chooseProviders({}, providerKeys({ ...openai, ...cartesia }))).toEqual({
    stt: ['openai', 'cartesia'],
    llm: 'openai',
    tts: ['cartesia', 'openai'],
  });
});

test('what is configured comes first if its key is there', () => {
  const models = modelChoiceSchema.parse({ stt: { provider: 'cartesia' }, tts: { provider: 'openai' } });
  expect(chooseProviders(models, providerKeys({ ...openai, ...cartesia }))).toMatchObject({
    stt: ['cartesia', 'openai'],
    tts: ['openai', 'cartesia'],
  });
  expect(chooseProviders(models, providerKeys(openai))).toMatchObject({ stt: ['openai'], tts: ['openai'] });
});

test('a stage without any key names what to set', () => {
  expect(() => chooseProviders({}, providerKeys(cartesia))).toThrow(/language model: set OPENAI_API_KEY\./);
  expect(() => chooseProviders({}, providerKeys({}))).toThrow(/set OPENAI_API_KEY or CARTESIA_API_KEY/);
});

test('an empty base address is none', () => {
  expect(providerKeys({ ...openai, openaiBaseUrl: '' }).openai).toEqual({ apiKey: 'o', baseUrl: undefined });
});
