import { newId, signUpBodySchema, type UserId } from '@parley/contracts';
import { asTenant, memberships, type TenantTx, tenants, users, withIdentity } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import { parseInput } from '../parse-input.ts';
import { type AccountContext, contextIn } from './account-context.ts';
import { hashPassword } from './password.ts';
import { requireGoodPassword } from './require-good-password.ts';

interface SignUp {
  ctx: AccountContext;
  input: z.input<typeof signUpBodySchema>;
  /** Whether the address is to be confirmed by mail before the first log-in. */
  confirm: boolean;
}

class KnownEmail extends Error {
  readonly signedUp: SignedUp;
  constructor(signedUp: SignedUp) {
    super();
    this.signedUp = signedUp;
  }
}

/** What became of a sign-up; not for the caller to know. */
export interface SignedUp {
  userId: UserId;
  /**
   * `to_confirm`: the address's owner has to open a mailed link first. `known`: there was an account. `unconfirmed`:
   * there was one that nobody has confirmed, with the password of whoever made it.
   */
  result: 'ready' | 'to_confirm' | 'known' | 'unconfirmed';
}

/**
 * Makes a person, a tenant and its owner, all or nothing. For an e-mail that has an account the same work is done and
 * thrown away: what the caller sees does not tell.
 */
export async function signUp({ ctx, input, confirm }: SignUp): Promise<SignedUp> {
  const { email, password, name, tenant_name } = parseInput(signUpBodySchema, input);
  requireGoodPassword(password, { email, path: 'password' });
  const passwordHash = await hashPassword(password);
  try {
    const account = { email, name, tenantName: tenant_name, passwordHash, confirm };
    const userId = await withIdentity(ctx.db, (tx) => create(tx, ctx, account));
    return { userId, result: confirm ? 'to_confirm' : 'ready' };
  } catch (error) {
    if (error instanceof KnownEmail) return error.signedUp;
    throw error;
  }
}

interface NewAccount {
  email: string;
  name: string;
  tenantName: string;
  passwordHash: string;
  confirm: boolean;
}

async function create(tx: TenantTx, ctx: AccountContext, account: NewAccount): Promise<UserId> {
  const { email, name, tenantName, passwordHash, confirm } = account;
  const now = ctx.now();
  const newUserId = newId('user', now.getTime());
  const tenantId = newId('tenant', now.getTime());
  const made = await tx
    .insert(users)
    .values({ id: newUserId, email, name, passwordHash, confirmedAt: confirm ? null : now })
    .onConflictDoNothing()
    .returning({ id: users.id });
  const [user] = await tx
    .select({ id: users.id, confirmedAt: users.confirmedAt })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`);
  const userId = user?.id ?? newUserId;
  await asTenant(tx, tenantId, async (own) => {
    await own.insert(tenants).values({ id: tenantId, name: tenantName });
    await own.insert(memberships).values({ tenantId, userId, role: 'owner' });
    await appendAudit(own, contextIn(ctx, tenantId), {
      action: 'tenant.create',
      actor: { type: 'user', id: userId },
      target: { type: 'tenant', id: tenantId },
      after: { name: tenantName, owner: userId },
    });
  });
  if (made.length > 0) return userId;
  throw new KnownEmail({ userId, result: user?.confirmedAt ? 'known' : 'unconfirmed' });
}
