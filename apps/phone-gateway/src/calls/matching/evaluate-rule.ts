import { createHash } from 'node:crypto';
import type { RoomConfiguration, SIPDispatchRuleInfo, SIPInboundTrunkInfo } from '@livekit/protocol';
import { newId } from '../../store/new-id.ts';
import { ruleTarget } from './rule-target.ts';

export interface CallIdentity {
  callId: string;
  from: { user: string; host: string };
  to: { user: string };
}

export interface RoomPlan {
  roomName: string;
  identity: string;
  name: string;
  metadata: string;
  attributes: Record<string, string>;
  roomConfig: RoomConfiguration | undefined;
}

/** Into which room a call goes, and as whom. */
export function evaluateRule(
  rule: SIPDispatchRuleInfo,
  trunk: SIPInboundTrunkInfo,
  { callId, from, to }: CallIdentity,
): RoomPlan {
  const hidden = rule.hidePhoneNumber;
  const shown = hidden ? from.user.slice(from.user.length <= 4 ? -1 : -4) : from.user;
  const identity = hidden ? createHash('sha256').update(from.user).digest('hex').slice(0, 16) : from.user;
  return {
    roomName: roomNameOf(rule, shown, to.user),
    identity: `sip_${identity}`,
    name: `Phone ${shown}`,
    metadata: rule.metadata,
    roomConfig: rule.roomConfig,
    attributes: {
      ...rule.attributes,
      'sip.callID': callId,
      'sip.trunkID': trunk.sipTrunkId,
      'sip.ruleID': rule.sipDispatchRuleId,
      ...(!hidden && {
        'sip.phoneNumber': from.user,
        'sip.trunkPhoneNumber': to.user,
        'sip.hostname': from.host,
      }),
    },
  };
}

function roomNameOf(rule: SIPDispatchRuleInfo, from: string, to: string): string {
  const target = ruleTarget(rule);
  if (!target) throw new Error('a dispatch rule without a target matched');
  if (target.kind === 'direct') return target.room;
  const number = target.kind === 'callee' ? to : from;
  const room = target.room ? `${target.room}_${number}` : number;
  return target.random ? `${room}_${newId('')}` : room;
}
