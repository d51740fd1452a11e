import type { CampaignState } from '@parley/contracts';
import { campaigns, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { auditFieldsOf, type CampaignRow, isOver } from './campaign-row.ts';

/** From each state the states that may follow it. Whatever is not here is an error. */
export const campaignTransitions: Record<CampaignState, readonly CampaignState[]> = {
  draft: ['running', 'stopped'],
  running: ['paused', 'stopped', 'completed'],
  paused: ['running', 'stopped'],
  stopped: [],
  completed: [],
};

/** @throws DomainError `INVALID_TRANSITION` */
export function requireMovable(campaign: CampaignRow, to: CampaignState): void {
  if (campaignTransitions[campaign.state].includes(to)) return;
  throw new DomainError('INVALID_TRANSITION', `A campaign that is ${campaign.state} cannot become ${to}.`);
}

interface Move {
  to: CampaignState;
  /** For the audit log: `campaign.start`, … */
  action: `campaign.${string}`;
  set?: Partial<Pick<CampaignRow, 'agentVersionId' | 'agentVersion' | 'startedAt' | 'nextSlotAt'>>;
}

/** Moves a locked campaign on, and tells so to who wants to know. @throws DomainError `INVALID_TRANSITION` */
export async function moveCampaign(
  tx: TenantTx,
  ctx: ServiceContext,
  campaign: CampaignRow,
  { to, action, set }: Move,
): Promise<CampaignRow> {
  requireMovable(campaign, to);
  const now = ctx.now();
  const [row] = await tx
    .update(campaigns)
    .set({
      ...set,
      state: to,
      ...(isOver(to) && { endedAt: now }),
      revision: campaign.revision + 1,
      updatedAt: now,
    })
    .where(eq(campaigns.id, campaign.id))
    .returning();
  if (!row) throw new Error('the campaign was not written');
  await appendAudit(tx, ctx, {
    action,
    target: { type: 'campaign', id: row.id },
    before: auditFieldsOf(campaign),
    after: auditFieldsOf(row),
  });
  const payload = { campaign_id: row.id, name: row.name, state: row.state };
  await addToOutbox(tx, ctx, [{ event: 'campaign.state_changed', payload }]);
  return row;
}
