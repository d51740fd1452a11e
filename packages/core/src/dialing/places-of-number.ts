import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { countryZones } from './country-zones.ts';
import { nanpAreas } from './nanp-areas.ts';

export interface Places {
  /** Whether the number can exist at all. */
  possible: boolean;
  /** For the tenant's list of countries; undefined: it belongs to none, as a toll-free number. */
  country: string | undefined;
  /** `US-FL`, `CA-ON`, or a country: each that the number could be in. */
  regions: readonly string[];
  zones: readonly string[];
}

const linesOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' '));

const areas = new Map(
  linesOf(nanpAreas).flatMap(([regions = '', zones = '', ...codes]) =>
    codes.map((code) => [code, { regions: regions.split(','), zones: zones.split(',') }] as const),
  ),
);
const zonesOfCountry = new Map(
  linesOf(countryZones).map(([country = '', zones = '']) => [country, zones.split(',')]),
);

/** Where the telephone of an E.164 number could be, as far as the numbering plans tell. */
export function placesOfNumber(number: string): Places {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible() || parsed.number !== number)
    return { possible: false, country: undefined, regions: [], zones: [] };
  if (parsed.countryCallingCode === '1') {
    const area = areas.get(parsed.nationalNumber.slice(0, 3));
    return {
      possible: true,
      country: area?.regions[0]?.slice(0, 2),
      regions: area?.regions ?? [],
      zones: area?.zones ?? [],
    };
  }
  const countries = parsed.country ? [parsed.country] : parsed.getPossibleCountries();
  return {
    possible: true,
    country: countries[0],
    regions: countries,
    zones: [...new Set(countries.flatMap((country) => zonesOfCountry.get(country) ?? []))],
  };
}
