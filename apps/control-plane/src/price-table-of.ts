import { type PriceUnit, priceUnits } from '@parley/contracts';
import type { PriceTable } from '@parley/core';

/** What the operator's settings say that models and minutes cost. */
export const priceTableOf = ({
  prices,
  currency,
}: {
  prices: readonly string[];
  currency: string;
}): PriceTable => ({
  currency,
  prices: prices.map((price) => {
    const equals = price.lastIndexOf('=');
    // A model's name may have slashes of its own.
    const slash = price.lastIndexOf('/', equals);
    const unit = price.slice(slash + 1, equals) as PriceUnit;
    return { of: price.slice(0, slash), unit, cents: Number(price.slice(equals + 1)) };
  }),
});

/** `MODEL/UNIT=CENTS`, as `priceTableOf` reads it. */
export const pricePattern = new RegExp(`^[^\\s=]+/(${priceUnits.join('|')})=\\d{1,9}(\\.\\d{1,6})?$`);
