import type { UserId } from '@parley/contracts';
import { users, withIdentity } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { AccountContext } from './account-context.ts';
import { auditPerson } from './audit-person.ts';
import { lockUser } from './lock-user.ts';
import { membershipsOf } from './memberships-of.ts';

interface ConfirmEmail {
  ctx: AccountContext;
  /** Whose link was opened. */
  userId: UserId;
}

/** From now on the person can log in. A second time, or for nobody, it does nothing. */
export async function confirmEmail({ ctx, userId }: ConfirmEmail): Promise<void> {
  await withIdentity(ctx.db, async (tx) => {
    await lockUser(tx, userId);
    const confirmed = await tx
      .update(users)
      .set({ confirmedAt: ctx.now() })
      .where(and(eq(users.id, userId), isNull(users.confirmedAt)))
      .returning({ id: users.id });
    if (confirmed.length === 0) return;
    const tenantIds = (await membershipsOf(tx, userId)).map((one) => one.tenant_id);
    await auditPerson(tx, ctx, { tenantIds, event: { userId, action: 'auth.email_confirm' } });
  });
}
