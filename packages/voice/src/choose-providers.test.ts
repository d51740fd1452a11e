import { modelChoiceSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { chooseProviders } from './choose-providers.ts';
import { providerKeys } from './provider-keys.ts';

const openai = { openaiApiKey: 'o' };
const cartesia = { cartesiaApiKey: 'c' };
const choose = (models: object, environment: Parameters<typeof providerKeys>[0]) =>
  chooseProviders(modelChoiceSchema.parse(models), providerKeys(environment));

test('with both keys: recognition by openai, voice by cartesia, the other in reserve', () => {
  expect(choose({}, { ...openai, ...cartesia })).toEqual({
    stt: [{ provider: 'openai' }, { provider: 'cartesia' }],
    llm: [{ provider: 'openai' }],
    tts: [{ provider: 'cartesia' }, { provider: 'openai' }],
  });
});

test('what is configured comes first if its key is there', () => {
  const models = { stt: { provider: 'cartesia', model: 'ink' }, tts: { provider: 'openai', voice: 'ash' } };
  expect(choose(models, { ...openai, ...cartesia })).toMatchObject({
    stt: [{ provider: 'cartesia', model: 'ink' }, { provider: 'openai' }],
    tts: [{ provider: 'openai', voice: 'ash' }, { provider: 'cartesia' }],
  });
  expect(choose(models, openai)).toMatchObject({
    stt: [{ provider: 'openai' }],
    tts: [{ provider: 'openai', voice: 'ash' }],
  });
});

test('the fall-backs come in their order, before providers that nobody named', () => {
  const models = {
    llm: { provider: 'openai', model: 'big', fallbacks: [{ provider: 'openai', model: 'small' }] },
    tts: {
      provider: 'openai',
      voice: 'ash',
      fallbacks: [
        { provider: 'cartesia', voice: 'v1' },
        { provider: 'openai', voice: 'coral' },
      ],
    },
  };
  const { llm, tts } = choose(models, { ...openai, ...cartesia });
  expect(llm.map(({ model }) => model)).toEqual(['big', 'small']);
  expect(tts.map(({ voice }) => voice)).toEqual(['ash', 'v1', 'coral']);
  expect(choose(models, openai).tts.map(({ voice }) => voice)).toEqual(['ash', 'coral']);
});

test('a stage without any key names what to set', () => {
  expect(() => choose({}, cartesia)).toThrow(/language model: set OPENAI_API_KEY\./);
  expect(() => choose({}, {})).toThrow(/set OPENAI_API_KEY or CARTESIA_API_KEY/);
});

test('an empty base address is none', () => {
  expect(providerKeys({ ...openai, openaiBaseUrl: '' }).openai).toEqual({ apiKey: 'o', baseUrl: undefined });
});
