import type { PriceUnit } from '@parley/contracts';

/** What the operator pays, and counts it as what sessions cost. */
export interface PriceTable {
  /** ISO 4217; cents are hundredths of it. */
  currency: string;
  prices: readonly Price[];
}

/** In cents for a million tokens or characters, or for a minute. */
export interface Price {
  /** A model's name; `session` for each minute with the agent, `inbound` for those of a call in. */
  of: string;
  unit: PriceUnit;
  cents: number;
}

/** Where no operator has said anything. */
export const noPrices: PriceTable = { currency: 'USD', prices: [] };
