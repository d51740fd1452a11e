import type { Holiday } from './holidays.ts';

/**
 * The law's hours for calls, on the clock of the called party. This is data, kept in good faith and as of the date
 * below: it is not legal advice, and the operator's counsel has to check it before a campaign. Most of the states'
 * laws bind solicitations only; here they hold for every call, which is the stricter reading.
 */
export const legalHoursAsOf = '2026-11-21';

export interface LegalHours {
  statute: string;
  /** Of all weekdays; null in `sat` or `sun`: none on that day. Hours are [from, up to]. */
  every: readonly [number, number];
  sat?: readonly [number, number] | null;
  sun?: readonly [number, number] | null;
  closed?: readonly Holiday[];
  /** Calls to one number within 24 hours. */
  attemptsPerDay?: number;
}

/** 5 U.S.C. § 6103(a), with the day on which a weekend's holiday is kept. */
export const federalHolidays = [
  '~1-1',
  '1-mon-3',
  '2-mon-3',
  '5-mon-last',
  '~6-19',
  '~7-4',
  '9-mon-1',
  '10-mon-2',
  '~11-11',
  '11-thu-4',
  '~12-25',
] as const;

/** Every number of the United States; a region's own law is looked at beside it. */
const federal: LegalHours = { statute: '47 CFR § 64.1200(c)(1) (TCPA)', every: [8, 21] };

const byRegion: Record<string, LegalHours> = {
  'US-AL': {
    statute: 'Ala. Code § 8-19C-1 ff.; Ala. Admin. Code r. 770-X-5-.24',
    every: [8, 20],
    sun: null,
    closed: [...federalHolidays, '4-mon-4', '6-mon-1'],
  },
  'US-CT': { statute: 'Conn. Gen. Stat. § 42-288a', every: [9, 20] },
  'US-FL': { statute: 'Fla. Stat. §§ 501.059(8), 501.616(6)', every: [8, 20], attemptsPerDay: 3 },
  'US-KY': { statute: 'KRS 367.46955', every: [10, 21] },
  'US-LA': {
    statute: 'La. R.S. 45:844.31',
    every: [8, 20],
    sun: null,
    closed: [...federalHolidays, 'easter-47', 'easter-2'],
  },
  'US-MA': { statute: 'M.G.L. c. 159C § 3', every: [8, 20] },
  'US-MD': { statute: 'Md. Code, Com. Law § 14-4501 ff.', every: [8, 20], attemptsPerDay: 3 },
  'US-MN': { statute: 'Minn. Stat. § 325E.30', every: [9, 21] },
  'US-MS': {
    statute: 'Miss. Code § 77-3-723',
    every: [8, 20],
    sun: null,
    closed: [...federalHolidays, '4-mon-last'],
  },
  'US-NM': { statute: 'N.M. Stat. § 57-12-22', every: [9, 21] },
  'US-NV': { statute: 'NRS 599B', every: [9, 20] },
  'US-OK': { statute: '15 O.S. § 775C.4', every: [8, 20], attemptsPerDay: 3 },
  'US-PA': { statute: '73 P.S. § 2245.2', every: [8, 21], closed: federalHolidays },
  'US-RI': {
    statute: 'R.I. Gen. Laws § 5-61-3.6',
    every: [9, 18],
    sat: [10, 17],
    sun: null,
    closed: federalHolidays,
  },
  'US-SD': { statute: 'SDCL ch. 37-30A', every: [9, 21], sun: null },
  'US-TX': { statute: 'Tex. Bus. & Com. Code § 301.051', every: [9, 21], sun: [12, 21] },
  'US-UT': {
    statute: 'Utah Code § 13-25a-103',
    every: [8, 21],
    sun: null,
    closed: [...federalHolidays, '~7-24'],
  },
  'US-WA': { statute: 'RCW 80.36.390', every: [8, 20] },
};

const canada: LegalHours = {
  statute: 'CRTC Unsolicited Telecommunications Rules, Part III § 23',
  every: [9, 21.5],
  sat: [10, 18],
  sun: [10, 18],
};
const australia: LegalHours = {
  statute: 'Telemarketing and Research Industry Standard 2017 (Cth) s 8',
  every: [9, 20],
  sat: [9, 17],
  sun: null,
  closed: ['1-1', '1-26', 'easter-2', 'easter+1', '4-25', '12-25', '12-26'],
};
const territories = ['PR', 'VI', 'GU', 'AS', 'MP'];

/** Every law that may bind a call to one of these regions. */
export function legalHoursOf(regions: readonly string[]): LegalHours[] {
  const laws = new Set<LegalHours>();
  for (const region of regions) {
    if (region.startsWith('US-') || territories.includes(region)) laws.add(federal);
    if (region.startsWith('CA-')) laws.add(canada);
    if (region === 'AU') laws.add(australia);
    const own = byRegion[region];
    if (own) laws.add(own);
  }
  return [...laws];
}

/** Where artificial voices need consent by law, whatever the tenant's policy says: 47 CFR § 64.1200(a)(1)–(3). */
export const consentLawBinds = (regions: readonly string[]): boolean =>
  regions.some((region) => region.startsWith('US-') || territories.includes(region));
