import type { RecordingConsentNeed } from '@parley/contracts';

/**
 * What has to be said before a telephone call is recorded, by where a telephone is. This is data, kept in good faith
 * and as of the date below: it is not legal advice, and the operator's counsel has to check it. Where a statute and
 * its courts differ, and where consent to go on may be inferred, the stricter reading holds.
 */
export const recordingLawsAsOf = '2026-11-30';

export interface RecordingLaw {
  needs: RecordingConsentNeed;
  source: string;
}

/** States where all parties must know: who goes on after having been told agrees. */
const allParties: Record<string, string> = {
  'US-CA': 'Cal. Penal Code §§ 632, 632.7',
  'US-CT': 'Conn. Gen. Stat. § 52-570d',
  'US-DE': '11 Del. C. § 1335(a)(4)',
  'US-FL': 'Fla. Stat. § 934.03(2)(d)',
  'US-IL': '720 ILCS 5/14-2',
  'US-MA': 'M.G.L. c. 272 § 99',
  'US-MD': 'Md. Code, Cts. & Jud. Proc. § 10-402(c)(3)',
  'US-MI': 'MCL 750.539c',
  'US-MT': 'Mont. Code § 45-8-213',
  'US-NH': 'N.H. RSA 570-A:2',
  'US-NV': 'NRS 200.620',
  'US-OR': 'ORS 165.540, 165.543',
  'US-PA': '18 Pa.C.S. §§ 5703, 5704(4)',
  'US-WA': 'RCW 9.73.030',
};

/** One party's consent is enough, and the business is one. */
const oneParty: RecordingLaw = { needs: 'none', source: '18 U.S.C. § 2511(2)(d)' };
const canada: RecordingLaw = { needs: 'announce', source: 'PIPEDA, Schedule 1, 4.2 and 4.3' };
const gdpr: RecordingLaw = { needs: 'ask', source: 'Regulation (EU) 2016/679 (GDPR), Art. 6(1)(a), 7' };

const own: Record<string, RecordingLaw> = {
  CH: { needs: 'ask', source: 'Swiss Criminal Code, Art. 179ter' },
  DE: { needs: 'ask', source: '§ 201 StGB; GDPR, Art. 6(1)(a), 7' },
};

/** The European Union and the rest of the European Economic Area. */
const underGdpr = new Set(
  'AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

const unknown: RecordingLaw = { needs: 'ask', source: 'No rule is known here, the strictest is taken' };

/** @param region `US-CA`, `CA-ON`, or a country */
export function recordingLawOf(region: string): RecordingLaw {
  const statute = allParties[region];
  if (statute) return { needs: 'announce', source: statute };
  if (region.startsWith('US-')) return oneParty;
  if (region.startsWith('CA-')) return canada;
  return own[region] ?? (underGdpr.has(region) ? gdpr : unknown);
}
