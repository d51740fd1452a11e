import type { SipTrunkId } from '@parley/contracts';
import { calls, sipTrunks, type TenantTx } from '@parley/db';
import { and, count, inArray, isNotNull } from 'drizzle-orm';
import { isStreamTrunk } from '../carriers/carrier-trunk.ts';
import { liveCallStates } from './call-transitions.ts';
import { carriesCallsOut } from './calls-out.ts';

interface Lines {
  /** Trunks that can carry one more call out now. */
  free: SipTrunkId[];
  /** Those, and trunks that will be able to later: full, or not known to the SIP service yet. */
  usable: SipTrunkId[];
}

/** To be asked with the tenant locked, so that two at once cannot both take the last line. */
export async function freeLines(tx: TenantTx): Promise<Lines> {
  const trunks = await tx.select().from(sipTrunks).where(carriesCallsOut);
  const taken = await tx
    .select({ id: calls.trunkId, count: count() })
    .from(calls)
    .where(and(inArray(calls.state, [...liveCallStates]), isNotNull(calls.trunkId)))
    .groupBy(calls.trunkId);
  const countOf = new Map(taken.map(({ id, count: held }) => [id, held]));
  const free = trunks.filter(
    (trunk) =>
      (trunk.outboundRef !== null || isStreamTrunk(trunk)) &&
      (trunk.maxCalls === null || (countOf.get(trunk.id) ?? 0) < trunk.maxCalls),
  );
  return { free: free.map(({ id }) => id), usable: trunks.map(({ id }) => id) };
}
