import { withIdentity } from '@parley/db';
import type { ServiceContext } from '../context.ts';
import { auditPerson } from './audit-person.ts';
import { endFamily } from './families.ts';
import { lockUser } from './lock-user.ts';
import { requirePerson } from './require-person.ts';

/** Ends the log-in that the access token is of; the person's others go on. */
export async function logOut({ ctx }: { ctx: ServiceContext }): Promise<void> {
  const { userId, tenantId, familyId } = requirePerson(ctx);
  if (!familyId) return;
  await withIdentity(ctx.db, async (tx) => {
    await lockUser(tx, userId);
    await endFamily(tx, familyId, ctx.now());
    const event = { userId, action: 'auth.log_out', after: { family: familyId } };
    await auditPerson(tx, ctx, { tenantIds: [tenantId], event });
  });
}
