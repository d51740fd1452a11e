import type { ModelUsage } from '@parley/contracts';
import { expect, it } from 'vitest';
import { noPrices, type PriceTable } from './price-table.ts';
import { type SessionUse, sessionCost } from './session-cost.ts';

const none = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, characters: 0, audio_ms: 0 };
const llm: ModelUsage = {
  ...none,
  stage: 'llm',
  provider: 'api.openai.com',
  model: 'mini',
  input_tokens: 3_000,
  cached_input_tokens: 1_000,
  output_tokens: 200,
};
const tts: ModelUsage = {
  ...none,
  stage: 'tts',
  provider: 'cartesia',
  model: 'sonic',
  characters: 500,
  audio_ms: 90_000,
};

const table = (...prices: PriceTable['prices']): PriceTable => ({ currency: 'EUR', prices });
const costOf = (use: Partial<SessionUse>, prices: PriceTable) =>
  sessionCost({ models: [], seconds: 0, call: null, ...use }, prices);
const amounts = (cost: ReturnType<typeof costOf>) =>
  cost?.parts.map(({ what, unit, quantity, amount }) => [what, unit, quantity, amount]);

it('is nothing before anything was used', () => {
  expect(costOf({}, noPrices)).toBeNull();
  expect(costOf({ seconds: 30 }, noPrices)).toBeNull();
});

it('tells what was used where no price is set, and that the total is not all', () => {
  const cost = costOf({ models: [tts] }, noPrices);
  expect(cost).toMatchObject({ currency: 'USD', total: 0, complete: false });
  expect(amounts(cost)).toEqual([
    ['tts', 'characters', 500, null],
    ['tts', 'minutes', 1.5, null],
  ]);
});

it('counts the units that have a price: tokens from the cache apart only where they have one', () => {
  const input = { of: 'mini', unit: 'input_tokens', cents: 15 } as const;
  const output = { of: 'mini', unit: 'output_tokens', cents: 60 } as const;
  expect(amounts(costOf({ models: [llm] }, table(input, output)))).toEqual([
    ['llm', 'input_tokens', 3_000, 0.00045],
    ['llm', 'output_tokens', 200, 0.00012],
  ]);
  const cached = { of: 'mini', unit: 'cached_input_tokens', cents: 7.5 } as const;
  const cost = costOf({ models: [llm, tts] }, table(input, output, cached));
  expect(amounts(cost)).toEqual([
    ['llm', 'input_tokens', 2_000, 0.0003],
    ['llm', 'cached_input_tokens', 1_000, 0.000075],
    ['llm', 'output_tokens', 200, 0.00012],
    ['tts', 'characters', 500, null],
    ['tts', 'minutes', 1.5, null],
  ]);
  expect(cost).toMatchObject({ currency: 'EUR', total: 0.000495, complete: false });
});

it('adds up what several jobs took of one model', () => {
  const perCharacter = { of: 'sonic', unit: 'characters', cents: 3_500 } as const;
  const cost = costOf({ models: [tts, { ...tts, characters: 1_500 }] }, table(perCharacter));
  expect(amounts(cost)).toEqual([['tts', 'characters', 2_000, 0.07]]);
  expect(cost).toMatchObject({ total: 0.07, complete: true });
});

it('counts minutes with the agent and on the telephone', () => {
  const prices = table(
    { of: 'session', unit: 'minutes', cents: 1 },
    { of: 'inbound', unit: 'minutes', cents: 0.85 },
  );
  const inbound = { direction: 'inbound', seconds: 120, costCents: null } as const;
  expect(amounts(costOf({ seconds: 90, call: inbound }, prices))).toEqual([
    ['session', 'minutes', 1.5, 0.015],
    ['telephone', 'minutes', 2, 0.017],
  ]);
  const outbound = { direction: 'outbound', seconds: 61, costCents: 20 } as const;
  expect(amounts(costOf({ call: outbound }, noPrices))).toEqual([['telephone', 'minutes', 1.017, 0.2]]);
  const open = costOf({ call: { ...outbound, costCents: null } }, noPrices);
  expect(open).toMatchObject({ total: 0, complete: false });
});
