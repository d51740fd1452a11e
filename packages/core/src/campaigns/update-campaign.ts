import { type Campaign, type CampaignBody, type CampaignId, campaignBodySchema } from '@parley/contracts';
import { campaigns, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { auditFieldsOf, lockCampaign, toCampaign } from './campaign-row.ts';
import { settleSettings } from './settle-settings.ts';

interface UpdateCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
  input: CampaignBody;
  ifRevision?: number | undefined;
}

/**
 * Replaces the settings of a campaign that is a draft or paused. Once it has been started its agent stays.
 * @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`, `VALIDATION_FAILED`, `INVALID_TRANSITION` while it runs
 */
export async function updateCampaign({
  ctx,
  campaignId,
  input,
  ifRevision,
}: UpdateCampaign): Promise<{ campaign: Campaign; revision: number }> {
  requireScope(ctx, 'calls:write');
  const body = parseInput(campaignBodySchema, storableJson(input));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockCampaign(tx, campaignId);
    requireRevision(before.revision, ifRevision);
    if (before.state !== 'draft' && before.state !== 'paused') {
      const advice = before.state === 'running' ? ' Pause it first.' : '';
      throw new DomainError('INVALID_TRANSITION', `This campaign is ${before.state}.${advice}`);
    }
    if (before.startedAt && body.agent_id !== before.agentId) {
      throw invalidField('agent_id', 'The campaign has been started with its agent: make another campaign.');
    }
    const [row] = await tx
      .update(campaigns)
      .set({
        ...(await settleSettings(tx, body)),
        revision: before.revision + 1,
        updatedAt: ctx.now(),
      })
      .where(eq(campaigns.id, campaignId))
      .returning();
    if (!row) throw new Error('the campaign was not written');
    await appendAudit(tx, ctx, {
      action: 'campaign.update',
      target: { type: 'campaign', id: campaignId },
      before: auditFieldsOf(before),
      after: auditFieldsOf(row),
    });
    return { campaign: toCampaign(row), revision: row.revision };
  });
}
