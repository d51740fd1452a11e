import type { DialPolicyInput } from '@parley/contracts';
import { putDialPolicy } from '../dial-policy/put-dial-policy.ts';
import type { TestTenant } from './test-tenant.ts';

/** Lets a tenant dial the given numbers at any hour, and as many at once as it likes unless the policy says less. */
export async function allowDialing(
  { user }: Pick<TestTenant, 'user'>,
  numbers: string[],
  policy: DialPolicyInput = {},
): Promise<void> {
  const input = { test_numbers: numbers, calls_per_second: 1_000, concurrency: 10_000, ...policy };
  await putDialPolicy({ ctx: user('admin'), input });
}
