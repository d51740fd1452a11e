import type { PlatformLimits } from '@parley/core';
import type { ControlPlaneConfig } from '../config.ts';

/** What the operator's settings allow all tenants together, and what a minute costs where a tenant does not say. */
export function platformLimitsOf({
  mostCalls,
  callsPerSecond,
  callRates,
}: Pick<ControlPlaneConfig, 'mostCalls' | 'callsPerSecond' | 'callRates'>): PlatformLimits {
  const rates = callRates.map((rate) => {
    const [prefix = '', cents = ''] = rate.split('=');
    return { prefix, cents_per_minute: Number(cents) };
  });
  const otherwise = rates.find(({ prefix }) => prefix === '*')?.cents_per_minute ?? 0;
  return {
    mostCalls,
    callsPerSecond,
    rates: { rates: rates.filter(({ prefix }) => prefix !== '*'), otherwise },
  };
}
