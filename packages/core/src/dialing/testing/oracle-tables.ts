/**
 * The oracle's own knowledge, written apart from the gate's: clocks as offsets with the rule of their summer time,
 * hours as seven words from Monday to Sunday, holidays as the calendar's dates of 2026 and 2027.
 */
export type Summer = 'none' | 'us' | 'eu' | 'au' | 'lh' | 'nz';
export interface Place {
  prefix: string;
  digits: number;
  country: string | null;
  law: string;
  clocks: [number, Summer][];
}
const us = (prefix: string, law: string, ...hours: number[]): Place => ({
  prefix: `+1${prefix}`,
  digits: 7,
  country: 'US',
  law,
  clocks: hours.map((each) => [each, 'us']),
});
const at = (
  prefix: string,
  digits: number,
  country: string | null,
  clocks: [number, Summer][],
  law = '',
): Place => ({ prefix, digits, country, law, clocks });
const fixed = (...hours: number[]): [number, Summer][] => hours.map((each) => [each, 'none']);

export const places: Place[] = [
  us('212', 'US', -5),
  us('312', 'US', -6),
  us('303', 'US', -7),
  us('415', 'US', -8),
  us('305', 'FL', -5),
  us('850', 'FL', -5, -6),
  us('405', 'OK', -6),
  us('410', 'MD', -5),
  us('206', 'WA', -8),
  us('205', 'AL', -6),
  us('504', 'LA', -6),
  us('601', 'MS', -6),
  us('605', 'SD', -6, -7),
  us('801', 'UT', -7),
  us('541', 'US', -7, -8),
  us('512', 'TX', -6),
  us('401', 'RI', -5),
  us('502', 'KY', -5),
  us('215', 'PA', -5),
  us('617', 'MA', -5),
  us('203', 'CT', -5),
  us('612', 'MN', -6),
  us('505', 'NM', -7),
  us('702', 'NV', -8),
  us('907', 'US', -9, -10),
  at('+1602', 7, 'US', fixed(-7), 'US'),
  at('+1808', 7, 'US', fixed(-10), 'US'),
  at('+1787', 7, 'PR', fixed(-4), 'US'),
  at('+1416', 7, 'CA', [[-5, 'us']], 'CA'),
  at('+1506', 7, 'CA', [[-4, 'us']], 'CA'),
  at('+4474001', 5, 'GB', [[0, 'eu']]),
  at('+491511', 7, 'DE', [[1, 'eu']]),
  at('+34612', 6, 'ES', [
    [0, 'eu'],
    [1, 'eu'],
  ]),
  at('+351912', 6, 'PT', [
    [0, 'eu'],
    [-1, 'eu'],
  ]),
  at('+393331', 6, 'IT', [[1, 'eu']]),
  at('+61412', 6, 'AU', [...fixed(8, 8.75, 9.5, 10), [9.5, 'au'], [10, 'au'], [10.5, 'lh']], 'AU'),
  at('+8190', 8, 'JP', fixed(9)),
  at('+9198', 8, 'IN', fixed(5.5)),
  at('+97150', 7, 'AE', fixed(4)),
  at('+6281', 8, 'ID', fixed(7, 8, 9)),
  at('+7916', 7, 'RU', fixed(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
  at('+6421', 7, 'NZ', [
    [12, 'nz'],
    [12.75, 'nz'],
  ]),
  at('+1800', 7, null, []),
  at('+1521', 7, null, []),
];

const week = (days: string, sat = days, sun = days) => [days, days, days, days, days, sat, sun];
export const lawfulWeek: Record<string, string[]> = {
  US: week('8-21'),
  FL: week('8-20'),
  OK: week('8-20'),
  MD: week('8-20'),
  WA: week('8-20'),
  MA: week('8-20'),
  AL: week('8-20', '8-20', ''),
  LA: week('8-20', '8-20', ''),
  MS: week('8-20', '8-20', ''),
  SD: week('9-21', '9-21', ''),
  UT: week('8-21', '8-21', ''),
  TX: week('9-21', '9-21', '12-21'),
  RI: week('9-18', '10-17', ''),
  KY: week('10-21'),
  PA: week('8-21'),
  CT: week('9-20'),
  MN: week('9-21'),
  NM: week('9-21'),
  NV: week('9-20'),
  CA: week('9-21.5', '10-18', '10-18'),
  AU: week('9-20', '9-17', ''),
  '': week('0-24'),
};
export const threeADay = ['FL', 'OK', 'MD'];

const federal =
  '2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-07-04 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25 2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-06-19 2027-07-04 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24 2027-12-25 2027-12-31';
export const shutDays: Record<string, Set<string>> = Object.fromEntries(
  Object.entries({
    PA: federal,
    RI: federal,
    AL: `${federal} 2026-04-27 2027-04-26 2026-06-01 2027-06-07`,
    LA: `${federal} 2026-02-17 2027-02-09 2026-04-03 2027-03-26`,
    MS: `${federal} 2026-04-27 2027-04-26`,
    UT: `${federal} 2026-07-24 2027-07-23 2027-07-24`,
    AU: '2026-01-01 2026-01-26 2026-04-03 2026-04-06 2026-04-25 2026-12-25 2026-12-26 2027-01-01 2027-01-26 2027-03-26 2027-03-29 2027-04-25 2027-12-25 2027-12-26',
  }).map(([law, days]) => [law, new Set(days.split(' '))]),
);

/** From and until, in UTC, of the summer times of a year; the southern ones run over the new year. */
export const summers: Record<2026 | 2027, { us: [string, string]; eu: [string, string] }> = {
  2026: { us: ['2026-03-08', '2026-11-01'], eu: ['2026-03-29', '2026-10-25'] },
  2027: { us: ['2027-03-14', '2027-11-07'], eu: ['2027-03-28', '2027-10-31'] },
};
/** Winter in the south, by date: it begins at 3:00 of summer time and ends at 2:00 of standard time. */
export const southernWinters = {
  au: [
    ['2026-04-05', '2026-10-04'],
    ['2027-04-04', '2027-10-03'],
  ],
  nz: [
    ['2026-04-05', '2026-09-27'],
    ['2027-04-04', '2027-09-26'],
  ],
} as const;
