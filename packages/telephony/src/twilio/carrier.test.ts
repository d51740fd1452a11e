import { newSid, startTwilio, type TwilioSimulator } from '@parley/rehearsal/twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CarrierError } from './carrier-error.ts';
import { createTwilioCarrier, type TwilioCarrier } from './create-carrier.ts';

const number = '+14155550123';
const purchases = 'POST /2010-04-01/Accounts/AC/IncomingPhoneNumbers.json';
const plan = {
  name: 'Parley trk_1',
  domain: 'parley-1.pstn.twilio.com',
  originationUri: 'sip:sip.example.com:5060',
  username: 'parley',
  password: 'Pa1 a long password',
};

let twilio: TwilioSimulator;
let carrier: TwilioCarrier;
beforeEach(async () => {
  twilio = await startTwilio();
  carrier = createTwilioCarrier({ apiUrl: twilio.url, trunkingUrl: twilio.url, timeoutMs: 1_000 });
});
afterEach(() => twilio?.close());

const account = () => ({ accountSid: twilio.state.accountSid, authToken: twilio.state.authToken });
const query = { country: 'US', kind: 'local' as const, limit: 20 };
const failure = (doing: Promise<unknown>): Promise<CarrierError> =>
  doing.then(
    () => Promise.reject(new Error('it worked')),
    (error) => error,
  );

describe('numbers', () => {
  it('are searched by kind, area code and digits', async () => {
    twilio.state.offer(number);
    twilio.state.offer('+12125550123', { locality: 'New York', region: 'NY', addressRequirements: 'local' });
    twilio.state.offer('+18005550123', { kind: 'TollFree' });
    const search = async (more: object) =>
      (await carrier.searchNumbers(account(), { ...query, ...more })).map((found) => found.number);
    expect(await search({})).toEqual([number, '+12125550123']);
    expect(await search({ area_code: '212' })).toEqual(['+12125550123']);
    expect(await search({ contains: '41*555' })).toEqual([number]);
    expect(await search({ kind: 'toll_free' })).toEqual(['+18005550123']);
    expect(await search({ limit: 1 })).toEqual([number]);
    // Twilio has none of this kind there at all.
    expect(await search({ country: 'DE', kind: 'mobile' })).toEqual([]);
    expect(await carrier.searchNumbers(account(), { ...query, area_code: '212' })).toMatchObject([
      { locality: 'New York', region: 'NY', country: 'US', kind: 'local', needs_address: true },
    ]);
  });

  it('are bought, routed, found among many, and released, once and for all', async () => {
    twilio.state.offer(number);
    for (let index = 0; index < 120; index++) twilio.state.own(`+1415555${1000 + index}`);
    const bought = await carrier.buyNumber(account(), { number });
    await carrier.routeNumber(account(), bought.ref, {
      voiceUrl: 'https://a.example/v',
      statusUrl: 'https://a.example/s',
    });
    expect(await carrier.findOwned(account(), number)).toEqual({
      ref: bought.ref,
      route: { voiceUrl: 'https://a.example/v', statusUrl: 'https://a.example/s' },
    });
    expect(await carrier.findOwned(account(), '+14155551119')).toBeDefined();
    await carrier.releaseNumber(account(), bought.ref);
    await carrier.releaseNumber(account(), bought.ref);
    expect(await carrier.findOwned(account(), number)).toBeUndefined();
  });

  it('whose purchase was answered by nobody are looked for before they are given up', async () => {
    twilio.state.offer(number);
    twilio.faults.add({ on: purchases, fault: 'lost', times: 1 });
    expect((await carrier.buyNumber(account(), { number })).ref).toMatch(/^PN/);
    expect(twilio.seen.filter(({ request }) => request === purchases)).toHaveLength(1);
  });

  it.each([
    ['that is gone', () => {}, 'gone', 21422, /search again/],
    [
      'that costs more than there is',
      () => {
        twilio.state.offer(number);
        twilio.state.balance = 0.5;
      },
      'funds',
      20005,
      /top it up/,
    ],
    [
      'that needs an address',
      () => twilio.state.offer(number, { addressRequirements: 'local' }),
      'requirements',
      21631,
      /address_sid/,
    ],
    [
      'that needs documents',
      () => twilio.state.offer(number, { needsBundle: true }),
      'requirements',
      21649,
      /bundle_sid/,
    ],
  ] as const)('%s is not bought, and the error says what to do', async (_, prepare, kind, code, words) => {
    prepare();
    const error = await failure(carrier.buyNumber(account(), { number }));
    expect(error).toMatchObject({ kind, code, unsure: false });
    expect(error.message).toMatch(words);
    expect(twilio.state.findIncoming(number)).toBeUndefined();
  });
});

describe('a fault', () => {
  it.each([
    [429, { kind: 'unavailable', unsure: false }, /asked too often/],
    [500, { kind: 'unavailable', unsure: true }, /failed with status 500/],
    ['timeout', { kind: 'unavailable', unsure: true }, /did not answer in time/],
  ] as const)('%s is told in words', async (fault, expected, words) => {
    twilio.faults.add({ on: 'GET', fault });
    const error = await failure(carrier.searchNumbers(account(), query));
    expect(error).toBeInstanceOf(CarrierError);
    expect(error).toMatchObject(expected);
    expect(error.message).toMatch(words);
  });

  it('of the credentials is told without them', async () => {
    const wrong = { ...account(), authToken: newSid('') };
    const error = await failure(carrier.searchNumbers(wrong, query));
    expect(error).toMatchObject({ kind: 'credentials', code: 20003 });
    expect(String(error)).not.toContain(wrong.authToken);
  });

  it('that nobody listens is no doubt whether it was done', async () => {
    await twilio.close();
    expect(await failure(carrier.buyNumber(account(), { number }))).toMatchObject({ unsure: false });
  });
});

describe('a SIP trunk', () => {
  const there = () => {
    const [trunk] = twilio.state.trunks.values();
    const [list] = twilio.state.credentialLists.values();
    return { trunk, list };
  };
  const nothing = () => {
    expect(twilio.state.trunks.size).toBe(0);
    expect(twilio.state.credentialLists.size).toBe(0);
  };

  it('is set up with where calls go and the password of calls out, and taken down', async () => {
    const ref = await carrier.setUpTrunk(account(), plan);
    const { trunk, list } = there();
    expect(trunk).toMatchObject({ sid: ref, domainName: plan.domain, friendlyName: plan.name });
    expect([...(trunk?.originationUrls.values() ?? [])]).toMatchObject([{ sipUrl: plan.originationUri }]);
    expect([...(trunk?.credentialLists ?? [])]).toEqual([list?.sid]);
    expect([...(list?.credentials.values() ?? [])]).toMatchObject([
      { username: 'parley', password: plan.password },
    ]);
    await carrier.removeTrunk(account(), plan);
    nothing();
    await carrier.removeTrunk(account(), plan);
  });

  it('is there once, however often it is asked for, also among many others', async () => {
    await carrier.setUpTrunk(account(), { ...plan, name: 'other', domain: 'other.pstn.twilio.com' });
    const { trunk, list } = there();
    if (!trunk || !list) throw new Error('there is none');
    for (let index = 0; index < 119; index++) {
      twilio.state.trunks.set(`TK${index}`, {
        ...trunk,
        sid: `TK${index}`,
        domainName: `x${index}.pstn.twilio.com`,
      });
      twilio.state.credentialLists.set(`CL${index}`, {
        ...list,
        sid: `CL${index}`,
        friendlyName: `x${index}`,
      });
    }
    const refs = [await carrier.setUpTrunk(account(), plan), await carrier.setUpTrunk(account(), plan)];
    expect(refs[0]).toBe(refs[1]);
    expect(twilio.state.trunks.size).toBe(121);
    expect(twilio.state.credentialLists.size).toBe(121);
    expect(twilio.state.trunks.get(refs[0] ?? '')?.originationUrls.size).toBe(1);
  });

  it.each([
    'POST /2010-04-01/Accounts/AC/SIP/CredentialLists.json',
    'POST /2010-04-01/Accounts/AC/SIP/CredentialLists/CL',
    'POST /v1/Trunks',
    'POST /v1/Trunks/TK',
    'GET /v1/Trunks/TK',
  ])('of which %s fails leaves nothing behind, whether it was done or not', async (on) => {
    for (const fault of [500, 'lost', 'timeout'] as const) {
      twilio.faults.add({ on, fault, times: 1 });
      expect(await failure(carrier.setUpTrunk(account(), plan))).toMatchObject({ kind: 'unavailable' });
      nothing();
    }
    await carrier.setUpTrunk(account(), plan);
  });

  it('whose name somebody else has is refused, and leaves nothing', async () => {
    twilio.state.takenDomains.add(plan.domain);
    expect(await failure(carrier.setUpTrunk(account(), plan))).toMatchObject({
      kind: 'refused',
      code: 21248,
    });
    nothing();
  });
});
