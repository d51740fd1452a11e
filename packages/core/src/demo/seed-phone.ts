import type { AgentId, PhoneNumberId, SipTrunkId, TenantId } from '@parley/contracts';
import { type Database, dialPolicies, phoneNumbers, sipTrunks, withTenant } from '@parley/db';

const demoTrunkId = 'trk_0198c0de000070008000000000000001' as SipTrunkId;
const demoNumberId = 'num_0198c0de000070008000000000000001' as PhoneNumberId;

/** What a softphone on this machine rings. */
export const demoNumber = '+15550100';

/** Telephones that are nobody's: +15550100 to +15550199. */
const softphones = Array.from({ length: 100 }, (_, n) => `+155501${String(n).padStart(2, '0')}`);

interface SeedPhone {
  db: Database;
  tenantId: TenantId;
  agentId: AgentId;
}

/**
 * A line for telephones on this machine, a number that the demo's agent answers, and that it may call such telephones;
 * unless they are there.
 */
export async function seedPhone({ db, tenantId, agentId }: SeedPhone): Promise<void> {
  await withTenant(db, tenantId, async (tx) => {
    await tx
      .insert(sipTrunks)
      .values({
        id: demoTrunkId,
        tenantId,
        name: 'Softphones on this machine',
        inbound: { allowed_addresses: ['127.0.0.1'] },
      })
      .onConflictDoNothing();
    await tx
      .insert(phoneNumbers)
      .values({
        id: demoNumberId,
        tenantId,
        number: demoNumber,
        trunkId: demoTrunkId,
        agentId,
        label: 'Demo',
      })
      .onConflictDoNothing();
    await tx
      .insert(dialPolicies)
      .values({ tenantId, policy: { test_numbers: softphones } })
      .onConflictDoNothing();
  });
}
