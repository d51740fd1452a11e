import type { SipTrunk } from '@parley/contracts';
import { listAudit, listNumbers, putSecret } from '@parley/core';
import { newSid, startTwilio, type TwilioSimulator } from '@parley/rehearsal/twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../../../jobs/supervisor-context.ts';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const search = 'GET /api/v1/carriers/twilio/available-numbers';
const setUp = 'POST /api/v1/carriers/twilio/trunks';
const buy = 'POST /api/v1/numbers/purchase';

let app: TestApp;
let twilio: TwilioSimulator;
let key: string;
beforeAll(async () => {
  twilio = await startTwilio();
  app = await startTestApp({
    env: {
      PARLEY_PUBLIC_URL: 'https://parley.example.com',
      PARLEY_PHONE_PUBLIC_URL: 'wss://phone.example.com',
      PARLEY_SIP_ADDRESS: 'sip.example.com:5060',
      PARLEY_TWILIO_API_URL: twilio.url,
      PARLEY_TWILIO_TRUNKING_URL: twilio.url,
    },
  });
  key = app.credentials.apiKey;
  await connect();
});
afterAll(async () => {
  await app?.close();
  await twilio?.close();
});
let numbers = 0;
beforeEach(() => {
  twilio.faults.reset();
  twilio.state.balance = 20;
});

const system = () => systemContext({ ...app, db: app.database.db }, app.demo.tenantId);
const connect = (authToken = twilio.state.authToken) =>
  putSecret({
    ctx: system(),
    vault: app.vault,
    input: { provider: 'twilio', value: `${twilio.state.accountSid}:${authToken}` },
  });
const offered = (more = {}) => twilio.state.offer(`+1415555${1000 + ++numbers}`, more).phoneNumber;
const trunkOf = async (way: 'stream' | 'sip') => {
  const { status, json } = await app.call(setUp, { key, body: { connect: way } });
  expect(status).toBe(201);
  return json;
};
const purchase = async (number: string, more = {}, trunk?: string) => {
  const trunk_id = trunk ?? (await trunkOf('stream')).trunk_id;
  return app.call(buy, { key, body: { number, trunk_id, agent_id: app.demo.agentId, ...more } });
};
const own = async () => (await listNumbers({ ctx: system() })).map(({ number }) => number);
const audited = async (id?: string) => {
  const { entries } = await listAudit({ ctx: system(), input: { limit: 100 } });
  return entries.filter((entry) => id === undefined || entry.target_id === id);
};

describe('without an account at Twilio', () => {
  it('everything says which secret is missing', async () => {
    const other = app.credentials.otherApiKey;
    const body = { number: '+14155550100', trunk_id: `trk_${'0'.repeat(32)}`, agent_id: null };
    for (const [route, call] of [
      [search, {}],
      [setUp, { body: { connect: 'stream' } }],
      [buy, { body }],
    ] as const) {
      const answer = await app.call(route, { key: other, ...call });
      expectProblem(answer, 'CARRIER_NOT_CONNECTED');
      expect(answer.json.detail).toContain('ACCOUNT_SID:AUTH_TOKEN');
    }
    expect(twilio.seen).toEqual([]);
  });

  it('a secret of another form is refused', async () => {
    const answer = await app.call('PUT /api/v1/secrets/twilio', { key, body: { value: 'only-a-token' } });
    expectProblem(answer, 'VALIDATION_FAILED');
  });
});

describe('a search', () => {
  it('shows what Twilio would sell', async () => {
    const number = offered({ locality: 'Oakland' });
    const { json } = await app.call(`${search}?locality=Oakland`, { key });
    expect(json.numbers).toMatchObject([{ number, locality: 'Oakland', needs_address: false }]);
    expectProblem(await app.call(`${search}?country=us`, { key }), 'VALIDATION_FAILED');
  });

  it.each([
    [429, 'CARRIER_UNAVAILABLE', /asked too often/],
    [500, 'CARRIER_UNAVAILABLE', /failed with status 500/],
  ] as const)('that Twilio answers with %s is told in words', async (fault, code, words) => {
    twilio.faults.add({ on: 'GET', fault, times: 1 });
    const answer = await app.call(search, { key });
    expectProblem(answer, code);
    expect(answer.json.detail).toMatch(words);
  });
});

describe('a trunk', () => {
  it('by stream is there once, and stands for the account', async () => {
    const trunk = await trunkOf('stream');
    expect(trunk).toMatchObject({ carrier: 'twilio', inbound: null, outbound: null });
    expect((await trunkOf('stream')).trunk_id).toBe(trunk.trunk_id);
  });

  it('by SIP is set up at Twilio with our address, and taken down on demand', async () => {
    const trunk = await trunkOf('sip');
    const [there] = twilio.state.trunks.values();
    expect(trunk.outbound).toMatchObject({
      address: there?.domainName,
      username: 'parley',
      has_password: true,
    });
    expect(trunk.inbound.allowed_addresses).toContain('54.172.60.0/30');
    expect([...(there?.originationUrls.values() ?? [])]).toMatchObject([
      { sipUrl: 'sip:sip.example.com:5060' },
    ]);
    const at = `DELETE /api/v1/trunks/${trunk.trunk_id}?release=true`;
    expect((await app.call(at, { key })).status).toBe(204);
    expect([twilio.state.trunks.size, twilio.state.credentialLists.size]).toEqual([0, 0]);
  });

  it('that Twilio does not set up leaves nothing here either', async () => {
    twilio.faults.add({ on: 'POST /v1/Trunks/TK', fault: 500, times: 1 });
    expectProblem(await app.call(setUp, { key, body: { connect: 'sip' } }), 'CARRIER_UNAVAILABLE');
    const { trunks } = (await app.call('GET /api/v1/trunks', { key })).json;
    const bySip = trunks.filter((trunk: SipTrunk) => trunk.carrier === 'twilio' && trunk.outbound);
    expect(bySip).toEqual([]);
    expect(twilio.state.trunks.size).toBe(0);
  });
});

describe('a purchase', () => {
  it('by stream gives the number our webhooks, and is on record before and after', async () => {
    const number = offered();
    const answer = await purchase(number);
    expect(answer).toMatchObject({ status: 201, json: { number, agent_id: app.demo.agentId } });
    const base = 'https://parley.example.com/twilio';
    expect(twilio.state.findIncoming(number)).toMatchObject({
      voiceUrl: `${base}/voice/${app.demo.tenantId}`,
      statusCallback: `${base}/status/${app.demo.tenantId}`,
    });
    expect(twilio.state.balance).toBeCloseTo(18.85);
    const actions = (await audited(answer.json.number_id)).map(({ action }) => action).reverse();
    expect(actions).toEqual(['phone_number.purchase_requested', 'phone_number.purchase']);
  });

  it('by SIP puts the number on the trunk', async () => {
    const number = offered();
    const trunk = await trunkOf('sip');
    expect((await purchase(number, {}, trunk.trunk_id)).status).toBe(201);
    expect(twilio.state.findIncoming(number)?.trunkSid).toBe([...twilio.state.trunks.keys()][0]);
    expectProblem(
      await app.call(`DELETE /api/v1/trunks/${trunk.trunk_id}?release=true`, { key }),
      'CONFLICT',
    );
  });

  it('of a number that the account has costs nothing', async () => {
    twilio.state.own('+14155557777', { voiceUrl: 'https://old.example/voice' });
    expect((await purchase('+14155557777')).status).toBe(201);
    expect(twilio.state.balance).toBe(20);
    expect(twilio.state.findIncoming('+14155557777')?.voiceUrl).toContain('parley.example.com');
  });

  it('is not for a key without the scope, whatever else it may', async () => {
    const scopes = ['numbers:read', 'numbers:write', 'calls:write'];
    const made = await app.call('POST /api/v1/api-keys', {
      key: await app.accessToken(),
      body: { kind: 'secret', name: 'clerk', scopes },
    });
    const number = offered();
    const body = { number, trunk_id: (await trunkOf('stream')).trunk_id, agent_id: null };
    const asked = twilio.seen.length;
    const answer = await app.call(buy, { key: made.json.key, body });
    expectProblem(answer, 'FORBIDDEN');
    expect(answer.json.detail).toContain('numbers:buy');
    expect(twilio.seen.length).toBe(asked);
  });

  it.each([
    ['that costs too much', {}, 0, 'CARRIER_FUNDS', /top it up/],
    ['that needs an address', { addressRequirements: 'any' }, 20, 'CARRIER_REFUSED', /address_sid/],
    ['that needs documents', { needsBundle: true }, 20, 'CARRIER_REFUSED', /bundle_sid/],
  ] as const)('%s changes nothing, and says what to do', async (_, offer, balance, code, words) => {
    const number = offered(offer);
    twilio.state.balance = balance;
    const answer = await purchase(number);
    expectProblem(answer, code);
    expect(answer.json.detail).toMatch(words);
    expect(await own()).not.toContain(number);
    const [failed] = await audited();
    expect(failed).toMatchObject({
      action: 'phone_number.purchase_failed',
      after: { reason: expect.stringMatching(words), left_at_carrier: false },
    });
  });

  it('of a number that is gone, or on a trunk that is not of Twilio, buys nothing', async () => {
    expectProblem(await purchase('+14155550001'), 'NUMBER_NOT_AVAILABLE');
    const body = { name: 'Manual', inbound: { allowed_addresses: ['203.0.113.0/24'] } };
    const manual = (await app.call('POST /api/v1/trunks', { key, body })).json;
    const number = offered();
    expectProblem(await purchase(number, {}, manual.trunk_id), 'VALIDATION_FAILED');
    expect(twilio.state.findIncoming(number)).toBeUndefined();
  });

  it('of a number that another tenant has is not paid for', async () => {
    const other = app.credentials.otherApiKey;
    const trunkBody = { name: 'Other', inbound: { allowed_addresses: ['203.0.113.0/24'] } };
    const { trunk_id } = (await app.call('POST /api/v1/trunks', { key: other, body: trunkBody })).json;
    const number = offered();
    await app.call('POST /api/v1/numbers', { key: other, body: { number, trunk_id, agent_id: null } });
    expectProblem(await purchase(number), 'CONFLICT');
    expect(twilio.state.findIncoming(number)).toBeUndefined();
  });

  it('whose number cannot be connected gives it back', async () => {
    const number = offered();
    twilio.faults.add({ on: 'POST /2010-04-01/Accounts/AC/IncomingPhoneNumbers/PN', fault: 500, times: 1 });
    expectProblem(await purchase(number), 'CARRIER_UNAVAILABLE');
    expect(twilio.state.findIncoming(number)).toBeUndefined();
    expect(await own()).not.toContain(number);
  });

  it('that cannot be given back either says so in the audit log, and can be repeated', async () => {
    const number = offered();
    twilio.faults.add({ on: 'POST /2010-04-01/Accounts/AC/IncomingPhoneNumbers/PN', fault: 500, times: 1 });
    twilio.faults.add({ on: 'DELETE', fault: 500, times: 1 });
    expectProblem(await purchase(number), 'CARRIER_UNAVAILABLE');
    expect((await audited())[0]).toMatchObject({ after: { left_at_carrier: true } });
    const spent = twilio.state.balance;
    expect((await purchase(number)).status).toBe(201);
    expect(twilio.state.balance).toBe(spent);
  });

  it('asked for twice with one key is made once', async () => {
    const number = offered();
    const { trunk_id } = await trunkOf('stream');
    const call = {
      key,
      body: { number, trunk_id, agent_id: null },
      headers: { 'idempotency-key': newSid('') },
    };
    const answers = [await app.call(buy, call), await app.call(buy, call)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.json).toEqual(answers[1]?.json);
    expect(twilio.state.balance).toBeCloseTo(18.85);
  });
});

describe('a number that is deleted', () => {
  it('stays at Twilio, unless its release is asked for', async () => {
    const [kept, released] = [offered(), offered()];
    const idOf = async (number: string) => (await purchase(number)).json.number_id;
    const remove = async (number: string, query: string) =>
      (await app.call(`DELETE /api/v1/numbers/${await idOf(number)}${query}`, { key })).status;
    expect(await remove(kept, '')).toBe(204);
    expect(await remove(released, '?release=true')).toBe(204);
    expect(twilio.state.findIncoming(kept)).toBeDefined();
    expect(twilio.state.findIncoming(released)).toBeUndefined();
    expect((await audited())[0]).toMatchObject({ action: 'phone_number.release' });
  });

  it('is not deleted when Twilio does not release it', async () => {
    const number = offered();
    const id = (await purchase(number)).json.number_id;
    twilio.faults.add({ on: 'DELETE', fault: 500, times: 1 });
    expectProblem(
      await app.call(`DELETE /api/v1/numbers/${id}?release=true`, { key }),
      'CARRIER_UNAVAILABLE',
    );
    expect(await own()).toContain(number);
  });

  it('is another tenant’s own', async () => {
    const id = (await purchase(offered())).json.number_id;
    const at = `DELETE /api/v1/numbers/${id}?release=true`;
    expectProblem(await app.call(at, { key: app.credentials.otherApiKey }), 'NOT_FOUND');
  });
});
