import { changePasswordBodySchema } from '@parley/contracts';
import { users, withIdentity } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { invalidField, notFound } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { lockUser } from './lock-user.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { requireGoodPassword } from './require-good-password.ts';
import { requirePerson } from './require-person.ts';
import { setPassword } from './set-password.ts';

interface ChangePassword {
  ctx: ServiceContext;
  input: z.input<typeof changePasswordBodySchema>;
}

const wrongPassword = () => invalidField('old_password', 'This is not your present password.');

/** Changes one's own password and ends all log-ins but this one. @throws DomainError `VALIDATION_FAILED` */
export async function changePassword({ ctx, input }: ChangePassword): Promise<void> {
  const { userId, familyId } = requirePerson(ctx);
  const { old_password, new_password } = parseInput(changePasswordBodySchema, input);
  const [found] = await withIdentity(ctx.db, (tx) => tx.select().from(users).where(eq(users.id, userId)));
  if (!found) throw notFound('user');
  if (!(await verifyPassword(found.passwordHash, old_password))) throw wrongPassword();
  requireGoodPassword(new_password, { email: found.email, path: 'new_password' });
  const passwordHash = await hashPassword(new_password);
  await withIdentity(ctx.db, async (tx) => {
    const user = await lockUser(tx, userId);
    if (user?.passwordHash !== found.passwordHash) throw wrongPassword();
    await setPassword(tx, ctx, { userId, passwordHash, action: 'auth.password_change', except: familyId });
  });
}
