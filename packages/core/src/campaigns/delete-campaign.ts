import type { CampaignId } from '@parley/contracts';
import { campaigns, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { auditFieldsOf, lockCampaign } from './campaign-row.ts';

interface DeleteCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

/**
 * Forgets a campaign that has called nobody, with its contacts.
 * @throws DomainError `NOT_FOUND`, `CONFLICT` for one that was started: its calls are on record.
 */
export async function deleteCampaign({ ctx, campaignId }: DeleteCampaign): Promise<void> {
  requireScope(ctx, 'calls:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockCampaign(tx, campaignId);
    if (before.startedAt) {
      throw new DomainError(
        'CONFLICT',
        'This campaign has been started: it stays on record. Stop it instead.',
      );
    }
    await tx.delete(campaigns).where(eq(campaigns.id, campaignId));
    await appendAudit(tx, ctx, {
      action: 'campaign.delete',
      target: { type: 'campaign', id: campaignId },
      before: auditFieldsOf(before),
    });
  });
}
