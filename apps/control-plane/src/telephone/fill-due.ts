import { fillCampaigns, listRunningTenants } from '@parley/core';
import { systemContext } from '../jobs/supervisor-context.ts';
import type { DialerContext } from './dialer-context.ts';

/**
 * Makes calls of the contacts that are due, one of each tenant in turn, and no more than there are lines for; calls
 * that somebody has asked for by themselves go before.
 */
export async function fillDue(context: DialerContext): Promise<void> {
  const {
    db,
    clock,
    limits: { mostCalls },
  } = context;
  const { tenantIds, open } = await listRunningTenants({ db, now: new Date(clock.now()) });
  let free = mostCalls - open;
  let waiting = tenantIds;
  while (waiting.length > 0) {
    const more: typeof waiting = [];
    for (const tenantId of waiting) {
      if (context.stopping() || free <= 0) return;
      if (!(await fillCampaigns({ ctx: systemContext(context, tenantId) }))) continue;
      more.push(tenantId);
      free -= 1;
    }
    waiting = more;
  }
}
