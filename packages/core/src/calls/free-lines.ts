import type { SipTrunkId } from '@parley/contracts';
import { calls, sipTrunks, type TenantTx } from '@parley/db';
import { and, count, inArray, isNotNull } from 'drizzle-orm';
import { liveCallStates } from './call-transitions.ts';

interface Lines {
  /** Trunks that can carry one more call out now. */
  free: SipTrunkId[];
  /** Those, and trunks that will be able to later: full, or not known to the SIP service yet. */
  usable: SipTrunkId[];
}

/** To be asked with the tenant locked, so that two at once cannot both take the last line. */
export async function freeLines(tx: TenantTx): Promise<Lines> {
  const trunks = await tx
    .select({ id: sipTrunks.id, maxCalls: sipTrunks.maxCalls, outboundRef: sipTrunks.outboundRef })
    .from(sipTrunks)
    .where(isNotNull(sipTrunks.outbound));
  const taken = await tx
    .select({ id: calls.trunkId, count: count() })
    .from(calls)
    .where(and(inArray(calls.state, [...liveCallStates]), isNotNull(calls.trunkId)))
    .groupBy(calls.trunkId);
  const countOf = new Map(taken.map(({ id, count: held }) => [id, held]));
  const free = trunks.filter(
    ({ id, maxCalls, outboundRef }) =>
      outboundRef !== null && (maxCalls === null || (countOf.get(id) ?? 0) < maxCalls),
  );
  return { free: free.map(({ id }) => id), usable: trunks.map(({ id }) => id) };
}
