import type { RefreshTokenId, UserId } from '@parley/contracts';
import { passwordResets, type TenantTx, users } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { AccountContext } from './account-context.ts';
import { auditPerson } from './audit-person.ts';
import { endFamilies } from './families.ts';
import { membershipsOf } from './memberships-of.ts';

interface SetPassword {
  userId: UserId;
  passwordHash: string;
  action: 'auth.password_change' | 'auth.password_reset';
  /** The log-in that goes on. */
  except?: RefreshTokenId | undefined;
}

/** Sets the password of a locked person, ends log-ins and unused links, and tells all of the person's tenants. */
export async function setPassword(tx: TenantTx, ctx: AccountContext, input: SetPassword): Promise<void> {
  const { userId, passwordHash, action, except } = input;
  const now = ctx.now();
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
  // It came by mail, which proves the address.
  if (action === 'auth.password_reset') {
    await tx
      .update(users)
      .set({ confirmedAt: now })
      .where(and(eq(users.id, userId), isNull(users.confirmedAt)));
  }
  await endFamilies(tx, { userId, now, except });
  await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
  const tenantIds = (await membershipsOf(tx, userId)).map((one) => one.tenant_id);
  await auditPerson(tx, ctx, { tenantIds, event: { userId, action } });
}
