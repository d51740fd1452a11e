import type { CallRate, DialPolicy } from '@parley/contracts';

/** What a minute costs where a tenant's policy says nothing: the operator's, in cents. */
export interface PlatformRates {
  rates: readonly CallRate[];
  /** Where no prefix fits. */
  otherwise: number;
}

/** Where no operator has said anything. */
export const defaultRates: PlatformRates = { rates: [], otherwise: 10 };

/** In cents a minute: the tenant's longest prefix that fits, its default, the operator's longest prefix, its default. */
export const rateOf = (
  number: string,
  policy: Pick<DialPolicy, 'rates' | 'default_rate'>,
  platform: PlatformRates,
): number =>
  longestFitting(number, policy.rates) ??
  policy.default_rate ??
  longestFitting(number, platform.rates) ??
  platform.otherwise;

function longestFitting(number: string, rates: readonly CallRate[]): number | undefined {
  let best: CallRate | undefined;
  for (const rate of rates) {
    if (number.startsWith(rate.prefix) && rate.prefix.length > (best?.prefix.length ?? 0)) best = rate;
  }
  return best?.cents_per_minute;
}

/** In whole cents, rounded up, as carriers do: a minute that has begun is a minute. */
export const costOf = (seconds: number, centsPerMinute: number): number =>
  Math.min(
    Math.ceil(Number((Math.ceil(Math.max(seconds, 0) / 60) * centsPerMinute).toFixed(6))),
    2 ** 31 - 1,
  );
