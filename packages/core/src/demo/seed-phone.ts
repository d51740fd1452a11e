import type { AgentId, PhoneNumberId, SipTrunkId, TenantId } from '@parley/contracts';
import { type Database, phoneNumbers, sipTrunks, withTenant } from '@parley/db';

const demoTrunkId = 'trk_0198c0de000070008000000000000001' as SipTrunkId;
const demoNumberId = 'num_0198c0de000070008000000000000001' as PhoneNumberId;

/** What a softphone on this machine rings. */
export const demoNumber = '+15550100';

interface SeedPhone {
  db: Database;
  tenantId: TenantId;
  agentId: AgentId;
}

/** A line for telephones on this machine, and a number that the demo's agent answers; unless they are there. */
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
  });
}
