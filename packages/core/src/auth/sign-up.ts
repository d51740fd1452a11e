import { newId, signUpBodySchema } from '@parley/contracts';
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
}

class KnownEmail extends Error {}

/**
 * Makes a person, a tenant and its owner, all or nothing. For an e-mail that has an account the same work is done and
 * thrown away: what the caller sees does not tell.
 * @returns whether the account is new; not for the caller to know.
 */
export async function signUp({ ctx, input }: SignUp): Promise<boolean> {
  const { email, password, name, tenant_name } = parseInput(signUpBodySchema, input);
  requireGoodPassword(password, { email, path: 'password' });
  const passwordHash = await hashPassword(password);
  try {
    await withIdentity(ctx.db, (tx) =>
      create(tx, ctx, { email, name, tenantName: tenant_name, passwordHash }),
    );
    return true;
  } catch (error) {
    if (error instanceof KnownEmail) return false;
    throw error;
  }
}

interface NewAccount {
  email: string;
  name: string;
  tenantName: string;
  passwordHash: string;
}

async function create(tx: TenantTx, ctx: AccountContext, account: NewAccount): Promise<void> {
  const { email, name, tenantName, passwordHash } = account;
  const now = ctx.now();
  const newUserId = newId('user', now.getTime());
  const tenantId = newId('tenant', now.getTime());
  const made = await tx
    .insert(users)
    .values({ id: newUserId, email, name, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id });
  const [user] = await tx
    .select({ id: users.id })
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
  if (made.length === 0) throw new KnownEmail();
}
