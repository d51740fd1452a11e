import type { SipTrunkId } from '@parley/contracts';
import type {
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundTrunkInfo,
  SipClient,
} from 'livekit-server-sdk';
import { callLiveKit, callUnlessGone, LiveKitError } from '../livekit-error.ts';
import { desiredInbound, desiredOutbound, desiredRule } from './desired-parts.ts';
import { isAsDesired } from './is-as-desired.ts';
import { type MaybeLockedPlan, type SipTrunkPlan, type SipTrunkRefs, trunkOfMark } from './sip-trunk-plan.ts';

export interface SipSyncResult {
  trunkId: SipTrunkId;
  /** Or, in words for people, why the SIP service could not be told. */
  result: SipTrunkRefs | { error: string };
  /** Whether anything had to be mended. */
  changed: boolean;
}

/** What the SIP service has of ours. */
interface Found {
  inbound: SIPInboundTrunkInfo[];
  outbound: SIPOutboundTrunkInfo[];
  rules: SIPDispatchRuleInfo[];
}

/**
 * Brings the SIP service's trunks and rules to what they are to be, and takes away what is left of trunks that are
 * gone. What is right is not touched, so that it may be run at any time; what is not marked as ours is left alone.
 * @throws LiveKitError when the service cannot even be asked.
 */
export async function syncSipTrunks(
  sip: SipClient,
  plans: readonly MaybeLockedPlan[],
): Promise<SipSyncResult[]> {
  const found = await findOurs(sip);
  const known = new Map(plans.map((plan) => [plan.trunkId, plan]));
  const planOf = ({ metadata }: { metadata: string }) => known.get(trunkOfMark(metadata) as SipTrunkId);
  await removeOrphans(sip, found, planOf);
  await freeMovedNumbers(sip, found, planOf);
  const results: SipSyncResult[] = [];
  for (const plan of plans) {
    const { trunkId, passwords } = plan;
    if (passwords) results.push(await syncOne(sip, { ...plan, passwords }, found));
    // Without its password a trunk would let anybody call in.
    else results.push({ trunkId, result: { error: locked }, changed: false });
  }
  return results;
}

async function findOurs(sip: SipClient): Promise<Found> {
  const ours = ({ metadata }: { metadata: string }) => trunkOfMark(metadata) !== undefined;
  return callLiveKit('list SIP trunks', async () => ({
    inbound: (await sip.listSipInboundTrunk()).filter(ours),
    outbound: (await sip.listSipOutboundTrunk()).filter(ours),
    rules: (await sip.listSipDispatchRule()).filter(ours),
  }));
}

const locked = 'The password of this trunk can no longer be opened. Put it in again.';

type PlanOf = (part: { metadata: string }) => MaybeLockedPlan | undefined;

async function removeOrphans(sip: SipClient, found: Found, planOf: PlanOf): Promise<void> {
  for (const rule of found.rules) {
    if (!planOf(rule)) await deleteRule(sip, rule.sipDispatchRuleId);
  }
  for (const trunk of [...found.inbound, ...found.outbound]) {
    if (!planOf(trunk)) await deleteTrunk(sip, trunk.sipTrunkId);
  }
}

/** A number is of one trunk at a time, so what moves is let go of before it is taken. */
async function freeMovedNumbers(sip: SipClient, found: Found, planOf: PlanOf): Promise<void> {
  for (const trunk of found.inbound) {
    const plan = planOf(trunk);
    const kept = trunk.numbers.filter((number) => plan?.numbers.includes(number));
    if (!plan || kept.length === trunk.numbers.length || kept.length === 0) continue;
    trunk.numbers = kept;
    await callLiveKit('update SIP inbound trunk', () => sip.updateSipInboundTrunk(trunk.sipTrunkId, trunk));
  }
}

async function syncOne(sip: SipClient, plan: SipTrunkPlan, found: Found): Promise<SipSyncResult> {
  const { trunkId } = plan;
  const mine = <T extends { metadata: string }>(parts: T[]) =>
    parts.filter(({ metadata }) => trunkOfMark(metadata) === trunkId);
  let changed = false;
  try {
    const inbound = await bringToPlan(mine(found.inbound), desiredInbound(plan), {
      idOf: (trunk) => trunk.sipTrunkId,
      create: (trunk) => createInbound(sip, trunk),
      update: (id, trunk) => sip.updateSipInboundTrunk(id, trunk),
      remove: (id) => deleteTrunk(sip, id),
    });
    const outbound = await bringToPlan(mine(found.outbound), desiredOutbound(plan), {
      idOf: (trunk) => trunk.sipTrunkId,
      create: (trunk) => createOutbound(sip, trunk),
      update: (id, trunk) => sip.updateSipOutboundTrunk(id, trunk),
      remove: (id) => deleteTrunk(sip, id),
    });
    const rule = await bringToPlan(
      mine(found.rules),
      inbound.id ? desiredRule(plan, inbound.id) : undefined,
      {
        idOf: (one) => one.sipDispatchRuleId,
        create: (one) => createRule(sip, one),
        update: (id, one) => sip.updateSipDispatchRule(id, one),
        remove: (id) => deleteRule(sip, id),
      },
    );
    changed = inbound.changed || outbound.changed || rule.changed;
    const refs: SipTrunkRefs = {
      ...(inbound.id && { inboundRef: inbound.id }),
      ...(outbound.id && { outboundRef: outbound.id }),
      ...(rule.id && { ruleRef: rule.id }),
    };
    return { trunkId, result: refs, changed };
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    return { trunkId, result: { error: wordsFor(error) }, changed };
  }
}

/** For people who look at a trunk: what is wrong, and what to do. */
export const wordsFor = ({ kind, message }: LiveKitError): string =>
  kind === 'unavailable'
    ? `The telephone service could not be reached; it is tried again. (${message})`
    : `The telephone service refused the trunk: check its numbers and addresses. (${message})`;

interface Doing<T> {
  idOf(part: T): string;
  create(part: T): Promise<T>;
  update(id: string, part: T): Promise<T>;
  remove(id: string): Promise<void>;
}

async function bringToPlan<T extends SIPInboundTrunkInfo | SIPOutboundTrunkInfo | SIPDispatchRuleInfo>(
  [first, ...surplus]: T[],
  desired: T | undefined,
  doing: Doing<T>,
): Promise<{ id: string | undefined; changed: boolean }> {
  for (const part of surplus) await doing.remove(doing.idOf(part));
  const changed = surplus.length > 0;
  if (!desired) {
    if (first) await doing.remove(doing.idOf(first));
    return { id: undefined, changed: changed || first !== undefined };
  }
  if (!first) {
    const created = await callLiveKit('create SIP part', () => doing.create(desired));
    return { id: doing.idOf(created), changed: true };
  }
  const id = doing.idOf(first);
  if (isAsDesired(first, desired)) return { id, changed };
  await callLiveKit('update SIP part', () => doing.update(id, desired));
  return { id, changed: true };
}

const createInbound = (sip: SipClient, trunk: SIPInboundTrunkInfo) =>
  sip.createSipInboundTrunk(trunk.name, trunk.numbers, {
    allowedAddresses: trunk.allowedAddresses,
    authUsername: trunk.authUsername,
    authPassword: trunk.authPassword,
    metadata: trunk.metadata,
  });

const createOutbound = (sip: SipClient, trunk: SIPOutboundTrunkInfo) =>
  sip.createSipOutboundTrunk(trunk.name, trunk.address, trunk.numbers, {
    transport: trunk.transport,
    authUsername: trunk.authUsername,
    authPassword: trunk.authPassword,
    metadata: trunk.metadata,
  });

function createRule(sip: SipClient, rule: SIPDispatchRuleInfo) {
  const { name, trunkIds, metadata, roomConfig } = rule;
  const inner = rule.rule?.rule;
  if (inner?.case !== 'dispatchRuleIndividual') throw new Error('only individual rules are made');
  const { roomPrefix } = inner.value;
  return sip.createSipDispatchRule(
    { type: 'individual', roomPrefix },
    { name, trunkIds, metadata, ...(roomConfig && { roomConfig }) },
  );
}

const deleteTrunk = (sip: SipClient, id: string) =>
  callUnlessGone('delete SIP trunk', () => sip.deleteSipTrunk(id));
const deleteRule = (sip: SipClient, id: string) =>
  callUnlessGone('delete SIP rule', () => sip.deleteSipDispatchRule(id));
