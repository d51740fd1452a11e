import type { SIPDispatchRuleInfo } from '@livekit/protocol';
import { normalizeNumber } from '../calls/matching/normalize-number.ts';
import { ruleTarget } from '../calls/matching/rule-target.ts';
import { invalidArgument } from './twirp-error.ts';

/** @throws TwirpError */
export function validateRule(rule: SIPDispatchRuleInfo): void {
  const target = ruleTarget(rule);
  if (!target) throw invalidArgument('missing rule');
}

const orAny = (values: readonly string[]): readonly string[] => (values.length === 0 ? [''] : values);

/** No call may fit two rules of the same pin. @throws TwirpError naming the other */
export function validateRuleConflicts(rules: Iterable<SIPDispatchRuleInfo>): void {
  const taken = new Map<string, SIPDispatchRuleInfo>();
  for (const rule of rules) {
    const keys = new Set(
      orAny(rule.trunkIds).flatMap((trunk) =>
        orAny(rule.inboundNumbers).flatMap((calling) =>
          orAny(rule.numbers).map((called) =>
            JSON.stringify([ruleTarget(rule)?.pin, trunk, normalizeNumber(calling), normalizeNumber(called)]),
          ),
        ),
      ),
    );
    for (const key of keys) {
      const other = taken.get(key);
      if (other)
        throw invalidArgument(
          `Dispatch rule for the same trunk, inbound number, number, and PIN combination already exists in dispatch rule ${JSON.stringify(other.sipDispatchRuleId || '<new>')} ${JSON.stringify(other.name || '<blank name>')}`,
        );
      taken.set(key, rule);
    }
  }
}
