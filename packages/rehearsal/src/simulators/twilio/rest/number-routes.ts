import type { FastifyInstance } from 'fastify';
import { TwilioRefusal } from '../twilio-refusal.ts';
import type { IncomingNumber, NumberKind, OfferedNumber } from '../twilio-state.ts';
import { page2010 } from './page.ts';
import { field, type RestContext } from './rest-context.ts';

const e164 = /^\+[1-9]\d{6,14}$/;
const capabilities = { voice: true, SMS: true, MMS: true };

const toAvailable = (offer: OfferedNumber) => ({
  friendly_name: offer.phoneNumber,
  phone_number: offer.phoneNumber,
  lata: null,
  locality: offer.locality,
  rate_center: null,
  latitude: null,
  longitude: null,
  region: offer.region,
  postal_code: null,
  iso_country: offer.isoCountry,
  address_requirements: offer.addressRequirements,
  beta: false,
  capabilities,
});

/** `Contains` of the search: digits, `*` for any one, anywhere in the number. */
const contains = (pattern: string, number: string): boolean =>
  new RegExp(
    pattern
      .replace(/[^\d*+]/g, '')
      .replace(/\+/g, '\\+')
      .replaceAll('*', '\\d'),
  ).test(number);

/** Numbers to be bought, and those that the account has. */
export function numberRoutes(app: FastifyInstance, { state }: RestContext): void {
  const base = `/2010-04-01/Accounts/${state.accountSid}`;
  const toIncoming = (number: IncomingNumber) => ({
    sid: number.sid,
    account_sid: state.accountSid,
    phone_number: number.phoneNumber,
    friendly_name: number.friendlyName,
    voice_url: number.voiceUrl,
    voice_method: number.voiceMethod,
    status_callback: number.statusCallback,
    status_callback_method: number.statusCallbackMethod,
    trunk_sid: number.trunkSid,
    address_requirements: number.addressRequirements,
    status: 'in-use',
    capabilities,
    uri: `${base}/IncomingPhoneNumbers/${number.sid}.json`,
  });
  const find = (sid: string): IncomingNumber => {
    const number = state.incoming.get(sid);
    if (!number) throw new TwilioRefusal(20404);
    return number;
  };
  const change = (number: IncomingNumber, form: unknown): void => {
    number.voiceUrl = field(form, 'VoiceUrl') ?? number.voiceUrl;
    number.voiceMethod = field(form, 'VoiceMethod') ?? number.voiceMethod;
    number.statusCallback = field(form, 'StatusCallback') ?? number.statusCallback;
    number.statusCallbackMethod = field(form, 'StatusCallbackMethod') ?? number.statusCallbackMethod;
    number.friendlyName = field(form, 'FriendlyName') ?? number.friendlyName;
    const trunkSid = field(form, 'TrunkSid');
    if (trunkSid !== undefined) number.trunkSid = trunkSid || null;
  };

  for (const kind of ['Local', 'TollFree', 'Mobile'] satisfies NumberKind[])
    app.get<{ Params: { country: string }; Querystring: Record<string, string> }>(
      `${base}/AvailablePhoneNumbers/:country/${kind}.json`,
      ({ params, query }) => {
        const country = params.country.toUpperCase();
        const offers = state.offers.filter((offer) => offer.isoCountry === country && offer.kind === kind);
        if (offers.length === 0) throw new TwilioRefusal(20404);
        const { AreaCode, Contains, InLocality, InRegion } = query;
        const found = offers.filter(
          ({ phoneNumber, locality, region }) =>
            (!AreaCode || phoneNumber.startsWith(`+1${AreaCode}`)) &&
            (!Contains || contains(Contains, phoneNumber)) &&
            (!InLocality || locality === InLocality) &&
            (!InRegion || region === InRegion),
        );
        const size = Math.min(30, Number(query.PageSize ?? 30));
        return {
          available_phone_numbers: found.slice(0, size).map(toAvailable),
          uri: `${base}/AvailablePhoneNumbers/${country}/${kind}.json`,
        };
      },
    );

  app.get<{ Querystring: Record<string, string> }>(`${base}/IncomingPhoneNumbers.json`, ({ query }) => {
    const all = [...state.incoming.values()].filter(
      ({ phoneNumber }) => !query.PhoneNumber || phoneNumber.includes(query.PhoneNumber),
    );
    return page2010(
      'incoming_phone_numbers',
      all.map(toIncoming),
      `${base}/IncomingPhoneNumbers.json`,
      query,
    );
  });
  app.post(`${base}/IncomingPhoneNumbers.json`, ({ body }, reply) => {
    const asked = field(body, 'PhoneNumber');
    const areaCode = field(body, 'AreaCode');
    if (!asked && !areaCode) throw new TwilioRefusal(20001, 'PhoneNumber or AreaCode is required');
    if (asked && !e164.test(asked)) throw new TwilioRefusal(21421, `${asked} is not a valid number`);
    const offer = state.offers.find(({ phoneNumber }) =>
      asked ? phoneNumber === asked : phoneNumber.startsWith(`+1${areaCode}`),
    );
    if (!offer)
      throw asked ? new TwilioRefusal(21422, `${asked} is not available.`) : new TwilioRefusal(21452);
    if (offer.addressRequirements !== 'none' && !field(body, 'AddressSid')) throw new TwilioRefusal(21631);
    if (offer.needsBundle && !field(body, 'BundleSid')) throw new TwilioRefusal(21649);
    if (state.balance < offer.price)
      throw new TwilioRefusal(20005, 'Account has insufficient funds to buy this phone number');
    state.balance -= offer.price;
    state.offers.splice(state.offers.indexOf(offer), 1);
    const number = state.own(offer.phoneNumber, { addressRequirements: offer.addressRequirements });
    change(number, body);
    return reply.code(201).send(toIncoming(number));
  });
  type Sid = { Params: { sid: string } };
  app.get<Sid>(`${base}/IncomingPhoneNumbers/:sid.json`, ({ params }) => toIncoming(find(params.sid)));
  app.post<Sid>(`${base}/IncomingPhoneNumbers/:sid.json`, ({ params, body }) => {
    const number = find(params.sid);
    change(number, body);
    return toIncoming(number);
  });
  app.delete<Sid>(`${base}/IncomingPhoneNumbers/:sid.json`, ({ params }, reply) => {
    const number = find(params.sid);
    state.incoming.delete(number.sid);
    return reply.code(204).send();
  });
  app.get(`${base}/Balance.json`, () => ({
    account_sid: state.accountSid,
    balance: state.balance.toFixed(2),
    currency: 'USD',
  }));
}
