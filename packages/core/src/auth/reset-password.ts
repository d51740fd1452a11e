import { resetPasswordBodySchema } from '@parley/contracts';
import { passwordResets, type TenantTx, users, withIdentity } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import type { AccountContext } from './account-context.ts';
import { lockUser } from './lock-user.ts';
import { hashOpaqueToken } from './opaque-token.ts';
import { hashPassword } from './password.ts';
import { requireGoodPassword } from './require-good-password.ts';
import { setPassword } from './set-password.ts';

interface ResetPassword {
  ctx: AccountContext;
  input: z.input<typeof resetPasswordBodySchema>;
}

/**
 * Sets a new password by a mailed link and ends all of the person's log-ins.
 * @throws DomainError `VALIDATION_FAILED`, the same for a link that is unknown, used or too old.
 */
export async function resetPassword({ ctx, input }: ResetPassword): Promise<void> {
  const { token, new_password } = parseInput(resetPasswordBodySchema, input);
  const hash = hashOpaqueToken(token);
  const userId = await withIdentity(ctx.db, async (tx) => (await usableReset(tx, hash, ctx.now())).userId);
  const passwordHash = await hashPassword(new_password);
  await withIdentity(ctx.db, async (tx) => {
    const user = await lockUser(tx, userId);
    // Anew, now that nobody else can use it.
    await usableReset(tx, hash, ctx.now());
    if (user) requireGoodPassword(new_password, { email: user.email, path: 'new_password' });
    await setPassword(tx, ctx, { userId, passwordHash, action: 'auth.password_reset' });
  });
}

async function usableReset(tx: TenantTx, hash: string, now: Date) {
  const [found] = await tx
    .select({ userId: users.id, usedAt: passwordResets.usedAt, expiresAt: passwordResets.expiresAt })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(eq(passwordResets.hash, hash));
  if (found && !found.usedAt && found.expiresAt > now) return found;
  throw invalidField('token', 'This link does not work any more. Ask for a new one.');
}
