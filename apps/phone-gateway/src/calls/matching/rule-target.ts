import type { SIPDispatchRuleInfo } from '@livekit/protocol';

export interface RuleTarget {
  kind: 'direct' | 'individual' | 'callee';
  /** Room name of a direct rule, prefix of the others. */
  room: string;
  pin: string;
  /** Whether every call gets a room of its own. */
  random: boolean;
}

export function ruleTarget({ rule }: SIPDispatchRuleInfo): RuleTarget | undefined {
  const one = rule?.rule;
  switch (one?.case) {
    case 'dispatchRuleDirect':
      return { kind: 'direct', room: one.value.roomName, pin: one.value.pin, random: false };
    case 'dispatchRuleIndividual': {
      const { roomPrefix, pin, noRandomness } = one.value;
      return { kind: 'individual', room: roomPrefix, pin, random: !noRandomness };
    }
    case 'dispatchRuleCallee':
      return { kind: 'callee', room: one.value.roomPrefix, pin: one.value.pin, random: one.value.randomize };
    default:
      return undefined;
  }
}
