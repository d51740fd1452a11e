import { type Campaign, type CampaignBody, campaignBodySchema, newId } from '@parley/contracts';
import { campaigns, withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { auditFieldsOf, toCampaign } from './campaign-row.ts';
import { settleSettings } from './settle-settings.ts';

interface CreateCampaign {
  ctx: ServiceContext;
  input: CampaignBody;
}

/** Plans a campaign; it has no contacts yet, and calls nobody until it is started. @throws DomainError `VALIDATION_FAILED` */
export async function createCampaign({
  ctx,
  input,
}: CreateCampaign): Promise<{ campaign: Campaign; revision: number }> {
  requireScope(ctx, 'calls:write');
  const body = parseInput(campaignBodySchema, storableJson(input));
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const id = newId('campaign', now.getTime());
  return withTenant(ctx.db, tenantId, async (tx) => {
    const settings = await settleSettings(tx, body);
    const [row] = await tx
      .insert(campaigns)
      .values({ id, tenantId, state: 'draft', ...settings, createdAt: now, updatedAt: now })
      .returning();
    if (!row) throw new Error('the campaign was not written');
    await appendAudit(tx, ctx, {
      action: 'campaign.create',
      target: { type: 'campaign', id },
      after: auditFieldsOf(row),
    });
    return { campaign: toCampaign(row), revision: row.revision };
  });
}
