import type { Invitation, InvitationStatus } from '@parley/contracts';
import type { invitations } from '@parley/db';

export type InvitationRow = typeof invitations.$inferSelect;

export function invitationStatusOf(row: InvitationRow, now: Date): InvitationStatus {
  if (row.acceptedAt) return 'accepted';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'pending';
}

export const toInvitation = (row: InvitationRow, now: Date): Invitation => ({
  invitation_id: row.id,
  email: row.email,
  role: row.role,
  status: invitationStatusOf(row, now),
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
});
