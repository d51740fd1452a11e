import type { CallDirection, ModelUsage, PriceUnit, SessionCost } from '@parley/contracts';
import type { PriceTable } from './price-table.ts';

type Part = SessionCost['parts'][number];

/** Of a stage of the voice as its worker reports it, or of the analyses. */
export type UsedModel = Omit<ModelUsage, 'stage'> & { stage: ModelUsage['stage'] | 'analysis' };

/** What a session has used. */
export interface SessionUse {
  /** As each job reported it last. */
  models: UsedModel[];
  /** With an agent. */
  seconds: number;
  /** `costCents` is null before a call out is settled. */
  call: { direction: CallDirection; seconds: number; costCents: number | null } | null;
}

/** What a session costs by these prices; null when it has used nothing. */
export function sessionCost(use: SessionUse, table: PriceTable): SessionCost | null {
  const parts = [
    ...sumByModel(use.models).flatMap((model) => partsOfModel(model, table)),
    ...partOfSession(use, table),
    ...partOfCall(use, table),
  ];
  if (parts.length === 0) return null;
  return {
    currency: table.currency,
    total: rounded(parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0)),
    complete: parts.every(({ amount }) => amount !== null),
    parts,
  };
}

/** A session whose agent was replaced has used a model in several jobs. */
function sumByModel(models: UsedModel[]): UsedModel[] {
  const sums = new Map<string, UsedModel>();
  for (const one of models) {
    const key = JSON.stringify([one.stage, one.provider, one.model]);
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            ...sum,
            input_tokens: sum.input_tokens + one.input_tokens,
            cached_input_tokens: sum.cached_input_tokens + one.cached_input_tokens,
            output_tokens: sum.output_tokens + one.output_tokens,
            characters: sum.characters + one.characters,
            audio_ms: sum.audio_ms + one.audio_ms,
          }
        : one,
    );
  }
  return [...sums.values()];
}

/** Providers count tokens, characters and minutes, and charge for some of them: where any is priced, those count. */
function partsOfModel(usage: UsedModel, table: PriceTable): Part[] {
  const { stage: what, provider, model } = usage;
  const cachedApart = priceOf(table, model, 'cached_input_tokens') !== undefined;
  const cached = cachedApart ? Math.min(usage.cached_input_tokens, usage.input_tokens) : 0;
  const quantities: [PriceUnit, number][] = [
    ['input_tokens', usage.input_tokens - cached],
    ['cached_input_tokens', cached],
    ['output_tokens', usage.output_tokens],
    ['characters', usage.characters],
    ['minutes', minutes(usage.audio_ms / 1000)],
  ];
  const used = quantities
    .filter(([, quantity]) => quantity > 0)
    .map(
      ([unit, quantity]): Part => ({
        what,
        provider,
        model,
        unit,
        quantity,
        amount: amountOf(table, model, unit, quantity),
      }),
    );
  const priced = used.filter(({ amount }) => amount !== null);
  return priced.length > 0 ? priced : used;
}

/** Minutes with the agent cost something only where the operator says so. */
function partOfSession({ seconds }: SessionUse, table: PriceTable): Part[] {
  const quantity = minutes(seconds);
  const amount = amountOf(table, 'session', 'minutes', quantity);
  if (quantity === 0 || amount === null) return [];
  return [{ what: 'session', provider: null, model: null, unit: 'minutes', quantity, amount }];
}

function partOfCall({ call }: SessionUse, table: PriceTable): Part[] {
  if (!call) return [];
  const quantity = minutes(call.seconds);
  const amount =
    call.direction === 'outbound'
      ? call.costCents === null
        ? null
        : rounded(call.costCents / 100)
      : amountOf(table, 'inbound', 'minutes', quantity);
  if (quantity === 0 && !amount) return [];
  return [{ what: 'telephone', provider: null, model: null, unit: 'minutes', quantity, amount }];
}

const priceOf = ({ prices }: PriceTable, of: string, unit: PriceUnit): number | undefined =>
  prices.find((price) => price.of === of && price.unit === unit)?.cents;

function amountOf(table: PriceTable, of: string, unit: PriceUnit, quantity: number): number | null {
  const cents = priceOf(table, of, unit);
  if (cents === undefined) return null;
  return rounded((quantity * cents) / 100 / (unit === 'minutes' ? 1 : 1_000_000));
}

const minutes = (seconds: number): number => Math.round((Math.max(seconds, 0) / 60) * 1_000) / 1_000;

/** To a millionth: a turn costs less than a cent. */
const rounded = (amount: number): number => Math.round(amount * 1_000_000) / 1_000_000;
