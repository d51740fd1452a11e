import { type BlockReason, blockReasons, type DialDecision } from '@parley/contracts';
import { type HoursRule, isOpenEverywhere, legalRule, nextOpening, windowRule } from './calling-hours.ts';
import { consentFault, requiredConsent } from './check-consent.ts';
import { destinationFaults } from './destination-faults.ts';
import type { DialFacts } from './dial-facts.ts';
import { type LegalHours, legalHoursAsOf, legalHoursOf } from './legal-hours.ts';
import { offsetAt } from './local-moment.ts';
import { placesOfNumber } from './places-of-number.ts';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

const timed: readonly BlockReason[] = [
  'legal_hours',
  'calling_window',
  'attempts_per_day',
  'attempts_per_week',
  'spend_cap',
  'calls_per_second',
  'concurrency',
];

/** Whether a number may be dialled now. Pure: the facts are all that it knows. Anything unclear is a no. */
export function decideDial(facts: DialFacts): DialDecision {
  const { number, policy, spend } = facts;
  const now = facts.now.getTime();
  const isTest = policy.test_numbers.includes(number);
  const places = placesOfNumber(number);
  const laws = legalHoursOf(places.regions);
  const consent = requiredConsent(facts, places.regions);
  const consentReason = consentFault(facts, consent);
  const perDay = Math.min(policy.attempts_per_day, ...laws.map((law) => law.attemptsPerDay ?? Infinity));
  const rules: HoursRule[] = [...laws.map(legalRule), windowRule(policy.calling_window)];

  const found = new Set<BlockReason>();
  /** For each thing that time alone mends, when it does; undefined: never. */
  const mended: (number | undefined)[] = [];
  for (const entry of facts.doNotCall)
    if (entry.number === number && (!entry.expiresAt || entry.expiresAt.getTime() > now))
      found.add(entry.scope === 'global' ? 'do_not_call_global' : 'do_not_call_tenant');
  for (const reason of destinationFaults(number, policy, places)) found.add(reason);
  if (!isTest && !facts.transfer) {
    if (consentReason) found.add(consentReason);
    if (places.zones.length === 0) found.add('zone_unknown');
    else for (const reason of hoursFaults(facts, laws, places.zones)) found.add(reason);
    for (const [reason, allowed, span] of [
      ['attempts_per_day', perDay, DAY_MS],
      ['attempts_per_week', policy.attempts_per_week, WEEK_MS],
    ] as const) {
      const last = attemptsWithin(facts, span);
      if (last.length < allowed) continue;
      found.add(reason);
      const leaves = allowed > 0 ? last[last.length - allowed] : undefined;
      mended.push(leaves === undefined ? undefined : leaves + span);
    }
  }
  if (policy.spend_cap !== null && spend.reserved + spend.thisCall > policy.spend_cap) {
    found.add('spend_cap');
    mended.push(spendIsFree(spend, policy.spend_cap, now));
  }
  if (!facts.transfer && facts.callsInLastSecond >= policy.calls_per_second) {
    found.add('calls_per_second');
    mended.push(policy.calls_per_second > 0 ? now + SECOND_MS : undefined);
  }
  if (!facts.transfer && facts.liveCalls >= policy.concurrency) {
    found.add('concurrency');
    mended.push(policy.concurrency > 0 ? now + SECOND_MS : undefined);
  }

  const reasons = blockReasons.filter((reason) => found.has(reason));
  const retryAt =
    reasons.length > 0 && reasons.every((reason) => timed.includes(reason))
      ? firstChance(mended, isTest || facts.transfer ? [] : rules, places.zones, now)
      : undefined;
  return {
    allowed: reasons.length === 0,
    reason: reasons[0] ?? null,
    reasons,
    retry_at: retryAt === undefined ? null : new Date(retryAt).toISOString(),
    evidence: {
      decided_at: facts.now.toISOString(),
      purpose: facts.purpose,
      test_number: isTest,
      regions: [...places.regions],
      zones: places.zones.map((zone) => ({ zone, local: localText(zone, now) })),
      statutes: laws.map((law) => `${law.statute}, as of ${legalHoursAsOf}`),
      consent_required: consent,
      consent_found: consent !== 'none' && consentReason === undefined,
      attempts_last_day: attemptsWithin(facts, DAY_MS).length,
      attempts_last_week: attemptsWithin(facts, WEEK_MS).length,
      spend_reserved: spend.reserved,
      spend_of_this_call: spend.thisCall,
      calls_in_last_second: facts.callsInLastSecond,
      live_calls: facts.liveCalls,
    },
  };
}

/** What is only held comes free soon, for most calls are short; what is spent is spent for the period. */
function spendIsFree(
  { reserved, held = 0, thisCall, resetsAt }: DialFacts['spend'],
  cap: number,
  now: number,
): number | undefined {
  if (thisCall > cap) return undefined;
  return reserved - held + thisCall <= cap ? now + SECOND_MS : resetsAt?.getTime();
}

function hoursFaults(
  { policy, now }: DialFacts,
  laws: LegalHours[],
  zones: readonly string[],
): BlockReason[] {
  const at = now.getTime();
  const faults: BlockReason[] = [];
  if (!isOpenEverywhere(laws.map(legalRule), zones, at)) faults.push('legal_hours');
  if (!isOpenEverywhere([windowRule(policy.calling_window)], zones, at)) faults.push('calling_window');
  return faults;
}

/** The attempts of the last `span`, oldest first. One in the future, by a clock that is ahead, counts. */
const attemptsWithin = ({ attempts, now }: DialFacts, span: number): number[] =>
  attempts
    .map((attempt) => attempt.getTime())
    .filter((attempt) => attempt > now.getTime() - span)
    .sort((a, b) => a - b);

function firstChance(
  mended: readonly (number | undefined)[],
  rules: HoursRule[],
  zones: readonly string[],
  now: number,
): number | undefined {
  let from = now;
  for (const each of mended) {
    if (each === undefined) return undefined;
    from = Math.max(from, each);
  }
  return nextOpening(rules, zones, from);
}

const localText = (zone: string, at: number): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16);
