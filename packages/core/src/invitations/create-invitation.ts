import { type Invitation, type InvitationBody, invitationBodySchema, newId } from '@parley/contracts';
import { invitations, memberships, type TenantTx, users, withTenant } from '@parley/db';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { requireRoleWithinOwn, requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { hashOpaqueToken } from '../auth/opaque-token.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableText } from '../storable.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { toInvitation } from './invitation-row.ts';
import { newInvitationToken } from './invitation-token.ts';

const ttlMs = 7 * 24 * 3_600_000;

interface CreateInvitation {
  ctx: ServiceContext;
  input: InvitationBody;
}

export interface CreatedInvitation {
  invitation: Invitation;
  /** For the mail to the invited and nobody else. */
  token: string;
  tenantName: string;
}

/**
 * Asks somebody to join; an earlier invitation to the same address does not work any more.
 * @throws DomainError `FORBIDDEN` for a role that is beyond one's own, `CONFLICT` for a member.
 */
export async function createInvitation({ ctx, input }: CreateInvitation): Promise<CreatedInvitation> {
  requireScope(ctx, 'members:write');
  const { role, ...parsed } = parseInput(invitationBodySchema, input);
  requireRoleWithinOwn(ctx, role);
  const email = storableText(parsed.email);
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const id = newId('invitation', now.getTime());
  const token = newInvitationToken(tenantId);
  return withTenant(ctx.db, tenantId, async (tx) => {
    const { name: tenantName } = await lockTenant(tx);
    await requireNoMember(tx, email);
    await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(
        and(eq(invitations.email, email), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)),
      );
    const expiresAt = new Date(now.getTime() + ttlMs);
    const hash = hashOpaqueToken(token);
    const [row] = await tx
      .insert(invitations)
      .values({ id, tenantId, email, role, hash, createdAt: now, expiresAt })
      .returning();
    if (!row) throw new Error('the invitation was not written');
    await appendAudit(tx, ctx, {
      action: 'invitation.create',
      target: { type: 'invitation', id },
      after: { email, role, expires_at: expiresAt },
    });
    return { invitation: toInvitation(row, now), token, tenantName };
  });
}

async function requireNoMember(tx: TenantTx, email: string): Promise<void> {
  const found = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(sql`lower(${users.email}) = lower(${email})`);
  if (found.length > 0) throw new DomainError('CONFLICT', 'This person is a member already.');
}
