import { newId, type Role, type UserId } from '@parley/contracts';
import { memberships, users, withIdentity, withTenant } from '@parley/db';
import { hashPassword } from '../auth/password.ts';
import type { ServiceContext } from '../context.ts';
import type { TestTenant } from './test-tenant.ts';

export interface TestMember {
  userId: UserId;
  email: string;
  /** The member's own context. */
  ctx: ServiceContext;
}

/** A person of the tenant; without a password, one that cannot log in. */
export async function addMember(
  { tenantId, system }: TestTenant,
  role: Role,
  password?: string,
): Promise<TestMember> {
  const userId = newId('user');
  const email = `${userId}@example.test`;
  const passwordHash = password ? await hashPassword(password) : 'none';
  await withIdentity(system.db, (tx) => tx.insert(users).values({ id: userId, email, passwordHash }));
  await withTenant(system.db, tenantId, (tx) => tx.insert(memberships).values({ tenantId, userId, role }));
  return { userId, email, ctx: { ...system, actor: { type: 'user', tenantId, userId, role } } };
}
