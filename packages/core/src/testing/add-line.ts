import type { PhoneNumber, SipTrunkBody } from '@parley/contracts';
import { createNumber } from '../numbers/create-number.ts';
import { deriveMasterKey, Vault } from '../secrets/vault.ts';
import { createTrunk } from '../trunks/create-trunk.ts';
import type { TestTenant } from './test-tenant.ts';

const vault = new Vault(new Map([[1, deriveMasterKey('master')]]));
let count = 0;

/** A trunk that calls in and out, with a number of its own that the tenant’s agent answers. */
export async function addLine(
  { tenantId, agentId, user }: Pick<TestTenant, 'tenantId' | 'agentId' | 'user'>,
  trunk: Partial<SipTrunkBody> = {},
): Promise<PhoneNumber> {
  const ctx = user('admin');
  count += 1;
  const { trunk_id } = await createTrunk({
    ctx,
    vault,
    input: {
      name: `Line ${count}`,
      inbound: { allowed_addresses: ['127.0.0.1'] },
      outbound: { address: '127.0.0.1:5070' },
      ...trunk,
    },
  });
  const digits = Number.parseInt(tenantId.replaceAll(/\W/g, '').slice(-6), 16) % 1_000_000;
  const number = `+1555${String(digits).padStart(6, '0')}${String(count).padStart(3, '0')}`;
  return createNumber({ ctx, input: { number, trunk_id, agent_id: agentId } });
}
