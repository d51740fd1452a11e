import type { UserId } from '@parley/contracts';
import { type TenantTx, users } from '@parley/db';
import { eq } from 'drizzle-orm';

/**
 * Whoever begins, carries on or ends a person's log-ins, or changes the password, holds this lock: otherwise a token
 * that is made at the same moment would outlive the end of its family.
 */
export async function lockUser(tx: TenantTx, userId: UserId) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('no key update');
  return user;
}
