import {
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundTrunkInfo,
} from 'livekit-server-sdk';
import { markOf, phoneRoomPrefix, type SipTrunkPlan } from './sip-trunk-plan.ts';

/** Numbers of livekit.SIPTransport, which the server SDK does not export. */
const transports = { auto: 0, udp: 1, tcp: 2, tls: 3 };

/** A room outlasts the wait for the caller's answer, and is closed soon after the caller has left. */
const roomConfig = { emptyTimeout: 60, departureTimeout: 20 };

/** Nothing while there is no number: LiveKit would take calls to any. */
export function desiredInbound(plan: SipTrunkPlan): SIPInboundTrunkInfo | undefined {
  const { inbound, numbers, passwords } = plan;
  if (!inbound || numbers.length === 0) return undefined;
  const fields = {
    name: plan.trunkId,
    numbers,
    allowedAddresses: inbound.allowed_addresses,
    authUsername: inbound.username ?? '',
    authPassword: passwords.inbound ?? '',
  };
  return new SIPInboundTrunkInfo({ ...fields, metadata: markOf(plan, fields) });
}

export function desiredOutbound(plan: SipTrunkPlan): SIPOutboundTrunkInfo | undefined {
  const { outbound, numbers, passwords } = plan;
  if (!outbound || numbers.length === 0) return undefined;
  const fields = {
    name: plan.trunkId,
    address: outbound.address,
    transport: transports[outbound.transport],
    numbers,
    authUsername: outbound.username ?? '',
    authPassword: passwords.outbound ?? '',
  };
  return new SIPOutboundTrunkInfo({ ...fields, metadata: markOf(plan, fields) });
}

/** Each call gets a room of its own; who answers is for the control plane to say, when it hears of the room. */
export function desiredRule(plan: SipTrunkPlan, inboundRef: string): SIPDispatchRuleInfo {
  const fields = { name: plan.trunkId, trunkIds: [inboundRef], roomPrefix: phoneRoomPrefix(plan.tenantId) };
  const individual = new SIPDispatchRuleIndividual({ roomPrefix: fields.roomPrefix });
  return new SIPDispatchRuleInfo({
    name: fields.name,
    trunkIds: fields.trunkIds,
    rule: new SIPDispatchRule({ rule: { case: 'dispatchRuleIndividual', value: individual } }),
    roomConfig: new RoomConfiguration(roomConfig),
    metadata: markOf(plan, { ...fields, roomConfig }),
  });
}
