import { logInBodySchema, type Role, type TenantId, type UserId } from '@parley/contracts';
import { type Database, memberships, tenants, users, withIdentity } from '@parley/db';
import { asc, eq, sql } from 'drizzle-orm';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { verifyPassword } from './password.ts';

interface LogIn {
  db: Database;
  input: { email: string; password: string };
}

export interface LoggedInUser {
  userId: UserId;
  tenantId: TenantId;
  tenantName: string;
  role: Role;
}

/**
 * Checks e-mail and password; of several tenants the first one joined is opened.
 * @throws DomainError `INVALID_CREDENTIALS`, in the same words and time for an unknown e-mail and a wrong password.
 */
export async function logIn({ db, input }: LogIn): Promise<LoggedInUser> {
  const { email, password } = parseInput(logInBodySchema, input);
  const found = await withIdentity(db, (tx) =>
    tx
      .select({
        userId: users.id,
        passwordHash: users.passwordHash,
        tenantId: memberships.tenantId,
        tenantName: tenants.name,
        role: memberships.role,
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(sql`lower(${users.email}) = lower(${email})`)
      .orderBy(asc(memberships.createdAt))
      .limit(1),
  );
  const { passwordHash, ...user } = found[0] ?? {};
  if (!(await verifyPassword(passwordHash, password)) || !isComplete(user)) {
    throw new DomainError('INVALID_CREDENTIALS', 'E-mail or password is wrong.');
  }
  return user;
}

const isComplete = (user: Partial<LoggedInUser>): user is LoggedInUser => user.userId !== undefined;
