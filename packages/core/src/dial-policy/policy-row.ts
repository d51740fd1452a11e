import { type DialPolicy, dialPolicySchema } from '@parley/contracts';
import { dialPolicies, type TenantTx } from '@parley/db';

export interface KeptPolicy {
  policy: DialPolicy;
  /** 0: never written. */
  revision: number;
}

/** What the tenant's calls out may be; without a word from it, nothing is dialled. */
export async function readDialPolicy(tx: TenantTx): Promise<KeptPolicy> {
  const [row] = await tx.select().from(dialPolicies);
  return { policy: dialPolicySchema.parse(row?.policy ?? {}), revision: row?.revision ?? 0 };
}
