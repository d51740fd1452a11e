import { newId } from '@parley/contracts';
import { passwordResets, withIdentity } from '@parley/db';
import type { Mailer } from '../ports/mailer.ts';
import type { AccountContext } from './account-context.ts';
import { auditPerson } from './audit-person.ts';
import { findUserByEmail } from './find-user.ts';
import { membershipsOf } from './memberships-of.ts';
import { hashOpaqueToken, newOpaqueToken } from './opaque-token.ts';
import { passwordResetMail } from './password-reset-mail.ts';

const ttlMs = 3_600_000;

interface RequestPasswordReset {
  ctx: AccountContext;
  mailer: Mailer;
  /** Where the link leads: what comes after it is the token. */
  linkTo: string;
  email: string;
  /** What the mail says, when nobody has asked for a new password. */
  compose?: typeof passwordResetMail;
}

/** Mails a link that sets a new password once, within an hour. To be done after the answer, which is always the same. */
export async function requestPasswordReset({
  ctx,
  mailer,
  linkTo,
  email,
  compose = passwordResetMail,
}: RequestPasswordReset): Promise<void> {
  const user = await findUserByEmail(ctx.db, email);
  if (!user) return;
  const token = newOpaqueToken();
  const now = ctx.now();
  await withIdentity(ctx.db, async (tx) => {
    await tx.insert(passwordResets).values({
      id: newId('passwordReset', now.getTime()),
      userId: user.id,
      hash: hashOpaqueToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + ttlMs),
    });
    const tenantIds = (await membershipsOf(tx, user.id)).map((one) => one.tenant_id);
    const actor = { type: 'anonymous' } as const;
    await auditPerson(tx, ctx, {
      tenantIds,
      event: { userId: user.id, action: 'auth.password_forgot', actor },
    });
  });
  await mailer.send(compose({ to: user.email, link: `${linkTo}${token}` }));
}
