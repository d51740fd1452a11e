import type { SIPDispatchRuleInfo } from '@livekit/protocol';
import { isAmong } from './normalize-number.ts';
import { ruleTarget } from './rule-target.ts';

export interface RuleQuery {
  trunkId: string;
  calling: string;
  called: string;
  /** What the caller typed; undefined before it was asked. */
  pin?: string | undefined;
}

const kinds = ['direct', 'individual', 'callee'] as const;

/** Less is more urgent: rules for certain numbers first, then those with a pin, then by kind. */
function priorityOf(rule: SIPDispatchRuleInfo): number {
  const target = ruleTarget(rule);
  if (!target) return Number.POSITIVE_INFINITY;
  return (
    kinds.indexOf(target.kind) +
    (target.pin ? 0 : 100) +
    (rule.inboundNumbers.length > 0 ? 0 : 1000) +
    (rule.numbers.length > 0 ? 0 : 1000)
  );
}

/** LiveKit's choice: among the trunk's own rules, else among those for every trunk. */
export function matchRule(
  rules: Iterable<SIPDispatchRuleInfo>,
  { trunkId, calling, called, pin }: RuleQuery,
): SIPDispatchRuleInfo | undefined {
  const fitting = [...rules].filter((rule) => {
    const target = ruleTarget(rule);
    if (!target) return false;
    if (!isAmong(calling, rule.inboundNumbers) || !isAmong(called, rule.numbers)) return false;
    // A wrong pin never leads to a rule without one.
    if (pin !== undefined && target.pin !== pin) return false;
    return rule.trunkIds.length === 0 || rule.trunkIds.includes(trunkId);
  });
  const own = fitting.filter((rule) => rule.trunkIds.length > 0);
  return (own.length > 0 ? own : fitting).sort((a, b) => priorityOf(a) - priorityOf(b))[0];
}
