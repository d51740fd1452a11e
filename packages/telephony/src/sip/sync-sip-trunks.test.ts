import { newId } from '@parley/contracts';
import { SIPInboundTrunkInfo, type SipClient } from 'livekit-server-sdk';
import { expect, it } from 'vitest';
import { desiredInbound } from './desired-parts.ts';
import type { SipTrunkPlan } from './sip-trunk-plan.ts';
import { syncSipTrunks } from './sync-sip-trunks.ts';

const planFor = (numbers: string[]): SipTrunkPlan => ({
  trunkId: newId('sipTrunk'),
  tenantId: newId('tenant'),
  inbound: { allowed_addresses: [], username: 'maple' },
  outbound: null,
  passwords: { inbound: 'a long secret' },
  numbers,
});

/** A SIP service that knows these trunks, and what it was told. */
function sipWith(plans: SipTrunkPlan[]) {
  const told: string[] = [];
  const inbound = plans.flatMap((plan, index) => {
    const desired = desiredInbound(plan);
    return desired ? [new SIPInboundTrunkInfo({ ...desired, sipTrunkId: `ST_${index}` })] : [];
  });
  const note = (what: string) => async (id: unknown) => {
    told.push(`${what} ${typeof id === 'string' ? id : ''}`.trim());
    return { sipTrunkId: 'ST_new', sipDispatchRuleId: 'SDR_new' };
  };
  const sip = {
    listSipInboundTrunk: async () => inbound,
    listSipOutboundTrunk: async () => [],
    listSipDispatchRule: async () => [],
    createSipDispatchRule: note('rule'),
    deleteSipTrunk: note('delete'),
    updateSipInboundTrunk: note('update'),
  };
  return { sip: sip as unknown as SipClient, told };
}

it('leaves a trunk whose password cannot be opened as the service has it, and does the others', async () => {
  const [lockedOne, good] = [planFor(['+15550100001']), planFor(['+15550100002'])];
  const { sip, told } = sipWith([lockedOne, good]);
  const results = await syncSipTrunks(sip, [{ ...lockedOne, passwords: null }, good]);
  expect(results).toEqual([
    {
      trunkId: lockedOne.trunkId,
      result: { error: expect.stringContaining('Put it in again') },
      changed: false,
    },
    { trunkId: good.trunkId, result: { inboundRef: 'ST_1', ruleRef: 'SDR_new' }, changed: true },
  ]);
  expect(told).toEqual(['rule']);
});

it('takes away what is left of a trunk that is gone', async () => {
  const { sip, told } = sipWith([planFor(['+15550100001'])]);
  expect(await syncSipTrunks(sip, [])).toEqual([]);
  expect(told).toEqual(['delete ST_0']);
});
