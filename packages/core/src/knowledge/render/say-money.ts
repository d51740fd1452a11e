import type { Money } from '@parley/contracts';
import { sayNumber } from './say-number.ts';

const names: Record<string, [one: string, many: string, cents: string]> = {
  USD: ['dollar', 'dollars', 'cents'],
  CAD: ['dollar', 'dollars', 'cents'],
  AUD: ['dollar', 'dollars', 'cents'],
  EUR: ['euro', 'euros', 'cents'],
  GBP: ['pound', 'pounds', 'pence'],
  CHF: ['franc', 'francs', 'centimes'],
};

/** `{ amount: 12.5, currency: 'USD' }` → "twelve dollars fifty cents". */
export function sayMoney({ amount, currency }: Money): string {
  const [one, many, cents] = names[currency] ?? [currency, currency, 'hundredths'];
  const hundredths = Math.round(amount * 100);
  const whole = Math.floor(hundredths / 100);
  const rest = hundredths % 100;
  if (whole === 0 && rest > 0) return `${sayNumber(rest)} ${cents}`;
  const said = `${sayNumber(whole)} ${whole === 1 ? one : many}`;
  return rest === 0 ? said : `${said} ${sayNumber(rest)} ${cents}`;
}
