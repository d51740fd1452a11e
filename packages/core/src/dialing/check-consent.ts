import type { BlockReason, ConsentLevel } from '@parley/contracts';
import type { DialFacts } from './dial-facts.ts';
import { consentLawBinds } from './legal-hours.ts';

const rank: Record<ConsentLevel, number> = { none: 0, express: 1, express_written: 2 };
const byLaw = { informational: 'express', marketing: 'express_written' } as const;

/** The stricter of the tenant's policy and the law where the number could be. */
export function requiredConsent({ policy, purpose }: DialFacts, regions: readonly string[]): ConsentLevel {
  const own = policy.consent[purpose];
  const law: ConsentLevel = consentLawBinds(regions) ? byLaw[purpose] : 'none';
  return rank[own] >= rank[law] ? own : law;
}

/** What is wrong with the consents on file; undefined: one of them serves now. */
export function consentFault(
  { number, purpose, now, consents }: DialFacts,
  required: ConsentLevel,
): BlockReason | undefined {
  if (required === 'none') return undefined;
  const given = consents.filter(
    (each) =>
      each.number === number &&
      each.givenAt <= now &&
      (each.purpose === 'marketing' || purpose === 'informational'),
  );
  if (given.length === 0) return 'consent_missing';
  const enough = given.filter((each) => rank[each.level] >= rank[required]);
  if (enough.length === 0) return 'consent_not_written';
  const unrevoked = enough.filter((each) => !each.revokedAt || each.revokedAt > now);
  if (unrevoked.length === 0) return 'consent_revoked';
  return unrevoked.some((each) => !each.expiresAt || each.expiresAt > now) ? undefined : 'consent_expired';
}
