import { newId, newPasswordSchema, type UserId } from '@parley/contracts';
import { type Database, type TenantTx, users } from '@parley/db';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { findUserByEmail } from '../auth/find-user.ts';
import { lockUser } from '../auth/lock-user.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { requireGoodPassword } from '../auth/require-good-password.ts';
import { DomainError, invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';

interface Invited {
  email: string;
  name: string | undefined;
  password: string;
}

/** Who accepts: an account with the password that it was confirmed by, or one that is to be made. */
export type InvitedPerson =
  | { isNew: false; userId: UserId; passwordHash: string }
  | { isNew: true; email: string; name: string; passwordHash: string };

const newPasswordInput = z.object({ password: newPasswordSchema });

/**
 * Whoever has the link has the mailbox, so it is no secret to them whether the address has an account.
 * @throws DomainError `INVALID_CREDENTIALS` for the wrong password of an account; `VALIDATION_FAILED` naming what a new
 * one lacks.
 */
export async function identifyInvited(
  db: Database,
  { email, name, password }: Invited,
): Promise<InvitedPerson> {
  const known = await findUserByEmail(db, email);
  if (known) {
    if (!(await verifyPassword(known.passwordHash, password))) throw wrongPassword();
    return { isNew: false, userId: known.id, passwordHash: known.passwordHash };
  }
  if (name === undefined)
    throw invalidField('name', 'name is needed: there is no account for this address yet');
  parseInput(newPasswordInput, { password });
  requireGoodPassword(password, { email, path: 'password' });
  return { isNew: true, email, name, passwordHash: await hashPassword(password) };
}

/**
 * Makes the account, or locks the one that there is. For an identity's transaction.
 * @throws DomainError `INVALID_CREDENTIALS` when the password was changed since; `CONFLICT` when the account was made
 * since.
 */
export async function lockInvited(tx: TenantTx, person: InvitedPerson, now: Date): Promise<UserId> {
  if (!person.isNew) {
    const user = await lockUser(tx, person.userId);
    if (user?.passwordHash !== person.passwordHash) throw wrongPassword();
    // The link came by mail, which proves the address.
    if (!user.confirmedAt) await tx.update(users).set({ confirmedAt: now }).where(eq(users.id, user.id));
    return person.userId;
  }
  const { email, name, passwordHash } = person;
  const id = newId('user', now.getTime());
  const made = await tx
    .insert(users)
    .values({ id, email, name, passwordHash, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (made.length > 0) return id;
  throw new DomainError('CONFLICT', 'There is an account for this address by now. Accept with its password.');
}

const wrongPassword = () =>
  new DomainError(
    'INVALID_CREDENTIALS',
    'There is an account for this address, and its password is another.',
  );
