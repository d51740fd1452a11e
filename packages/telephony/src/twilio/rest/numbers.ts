import type { AvailableNumber, AvailableNumbersQuery } from '@parley/contracts';
import { CarrierError } from '../carrier-error.ts';
import type { TwilioClient } from './twilio-client.ts';

/** A number that the account has. */
export interface OwnedNumber {
  ref: string;
  route: NumberRoute;
}

/** Where calls to a number go: by a trunk, or to our webhook. */
export type NumberRoute = { trunkRef: string } | { voiceUrl: string; statusUrl: string };

interface AvailableBody {
  phone_number: string;
  locality: string | null;
  region: string | null;
  iso_country: string;
  address_requirements: string;
}
interface IncomingBody {
  sid: string;
  phone_number: string;
  voice_url: string | null;
  status_callback: string | null;
  trunk_sid: string | null;
}

const paths = { local: 'Local', toll_free: 'TollFree', mobile: 'Mobile' } as const;

export async function searchNumbers(
  client: TwilioClient,
  { country, kind, area_code, contains, locality, region, limit }: AvailableNumbersQuery,
): Promise<AvailableNumber[]> {
  const path = `/AvailablePhoneNumbers/${country}/${paths[kind]}.json`;
  const query = {
    VoiceEnabled: true,
    AreaCode: area_code,
    Contains: contains,
    InLocality: locality,
    InRegion: region,
    PageSize: limit,
  };
  try {
    const { available_phone_numbers: found } = await client.api<{ available_phone_numbers: AvailableBody[] }>(
      'GET',
      path,
      query,
      'the search',
    );
    return found.slice(0, limit).map((each) => ({
      number: each.phone_number,
      locality: each.locality,
      region: each.region,
      country: each.iso_country,
      kind,
      needs_address: each.address_requirements !== 'none',
    }));
  } catch (error) {
    // Twilio has no numbers of this kind in this country.
    if (error instanceof CarrierError && error.kind === 'unknown') return [];
    throw error;
  }
}

const toOwned = (body: IncomingBody): OwnedNumber => ({
  ref: body.sid,
  route: body.trunk_sid
    ? { trunkRef: body.trunk_sid }
    : { voiceUrl: body.voice_url ?? '', statusUrl: body.status_callback ?? '' },
});

/** The number, if the account has it. */
export async function findOwned(client: TwilioClient, number: string): Promise<OwnedNumber | undefined> {
  const found = await client.apiList<IncomingBody>('/IncomingPhoneNumbers.json', 'incoming_phone_numbers', {
    PhoneNumber: number,
  });
  const own = found.find(({ phone_number: one }) => one === number);
  return own && toOwned(own);
}

export interface Purchase {
  number: string;
  addressSid?: string | undefined;
  bundleSid?: string | undefined;
}

/** Spends money. An answer that got lost is looked for before it is given up. */
export async function buyNumber(
  client: TwilioClient,
  { number, addressSid, bundleSid }: Purchase,
): Promise<OwnedNumber> {
  const form = { PhoneNumber: number, AddressSid: addressSid, BundleSid: bundleSid };
  try {
    return toOwned(
      await client.api<IncomingBody>('POST', '/IncomingPhoneNumbers.json', form, 'the purchase'),
    );
  } catch (error) {
    if (!(error instanceof CarrierError && error.unsure)) throw error;
    const owned = await findOwned(client, number).catch(() => undefined);
    if (owned) return owned;
    throw error;
  }
}

/** One form says both: who has a trunk is not asked at a URL. */
export async function routeNumber(client: TwilioClient, ref: string, route: NumberRoute): Promise<void> {
  const form =
    'trunkRef' in route
      ? { TrunkSid: route.trunkRef }
      : {
          TrunkSid: '',
          VoiceUrl: route.voiceUrl,
          VoiceMethod: 'POST',
          StatusCallback: route.statusUrl,
          StatusCallbackMethod: 'POST',
        };
  await client.api('POST', `/IncomingPhoneNumbers/${ref}.json`, form, 'the routing of the number');
}

/** One that is not there any more is released. */
export async function releaseNumber(client: TwilioClient, ref: string): Promise<void> {
  await unlessGone(
    client.api('DELETE', `/IncomingPhoneNumbers/${ref}.json`, {}, 'the release of the number'),
  );
}

export async function unlessGone(deleting: Promise<unknown>): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!(error instanceof CarrierError && error.kind === 'unknown')) throw error;
  }
}
