import type { TenantTx } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { PlatformRates } from './rate-of.ts';

/** What the operator allows all tenants together. */
export interface PlatformLimits {
  /** Telephone calls at once, in and out. */
  mostCalls: number;
  callsPerSecond: number;
  rates: PlatformRates;
}

/** Any number that nothing else locks by. */
const lock = 7_263_541;

/**
 * Whether one more call may be dialled on the platform now. Holds the platform until the transaction ends, so that two
 * at once cannot both be the last; to be asked with the tenant locked, and shortly before the end.
 */
export async function hasPlatformLine(
  tx: TenantTx,
  { mostCalls, callsPerSecond }: PlatformLimits,
  now: Date,
): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
  const since = new Date(now.getTime() - 1000).toISOString();
  const { rows } = await tx.execute<{ live: number; dials: number }>(
    sql`select live, dials from platform_dialing(${since}::timestamptz)`,
  );
  const [{ live, dials } = { live: mostCalls, dials: 0 }] = rows;
  return live < mostCalls && dials < callsPerSecond;
}
