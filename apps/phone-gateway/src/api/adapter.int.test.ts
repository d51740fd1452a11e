import { ListUpdate, SIPInboundTrunkInfo } from '@livekit/protocol';
import { newId } from '@parley/contracts';
import { createDial, createSipSync, type SipTrunkPlan } from '@parley/telephony';
import {
  haveRedis,
  startLiveKitServer,
  startRedis,
  type TestLiveKitServer,
  type TestRedis,
} from '@parley/telephony/testing';
import { SipClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

interface Service {
  url: string;
  apiKey: string;
  apiSecret: string;
  stop(): Promise<unknown>;
}

async function startBridge(): Promise<Service> {
  const livekit = { url: 'ws://127.0.0.1:9', apiKey: 'key', apiSecret: 'a secret of thirty-two letters!!!' };
  const gateway: TestGateway = await startTestGateway(livekit);
  return { ...livekit, url: gateway.url, stop: () => gateway.stop() };
}

async function startReal(): Promise<Service> {
  const redis: TestRedis = await startRedis();
  const server: TestLiveKitServer = await startLiveKitServer({ redisAddress: redis.address });
  const { url, apiKey, apiSecret } = server;
  const stop = async () => {
    await server.stop();
    await redis.stop();
  };
  return { url: url.replace('ws', 'http'), apiKey, apiSecret, stop };
}

const mayRun = haveRedis || Boolean(process.env.CI);

/** What Parley asks of a SIP service; the bridge stands in for LiveKit's only as long as both pass the same list. */
describe.each([
  { name: 'the bridge', start: startBridge, runs: true },
  { name: 'livekit-server with Redis', start: startReal, runs: mayRun },
])('trunks and rules on $name', ({ start, runs }) => {
  if (!runs) return it.skip('Redis is not there (Debian: redis-server)');
  let service: Service;
  let api: SipClient;
  beforeAll(async () => {
    service = await start();
    api = new SipClient(service.url, service.apiKey, service.apiSecret);
  }, 30_000);
  afterAll(() => service?.stop());
  const refused = (asked: Promise<unknown>) => expect(asked).rejects;
  let last = 15_550_100;
  const newNumber = () => `+${++last}`;

  it('keeps inbound trunks, changes them in part and as a whole, and lists them by number', async () => {
    const number = newNumber();
    const trunk = await api.createSipInboundTrunk('in', [number], {
      authUsername: 'u',
      authPassword: 'p',
      allowedAddresses: ['203.0.113.0/24'],
      metadata: 'ours',
    });
    expect(trunk).toMatchObject({ sipTrunkId: expect.stringMatching(/^ST_\w{12}$/), numbers: [number] });
    const more = newNumber();
    const changed = await api.updateSipInboundTrunkFields(trunk.sipTrunkId, {
      name: 'new',
      numbers: new ListUpdate({ add: [more] }),
    });
    expect(changed).toMatchObject({ name: 'new', numbers: [number, more], authUsername: 'u' });
    const replaced = await api.updateSipInboundTrunk(
      trunk.sipTrunkId,
      new SIPInboundTrunkInfo({ ...changed, numbers: [more] }),
    );
    expect(replaced).toMatchObject({
      numbers: [more],
      metadata: 'ours',
      allowedAddresses: ['203.0.113.0/24'],
    });
    expect(await api.listSipInboundTrunk({ numbers: [more] })).toHaveLength(1);
    expect(await api.listSipInboundTrunk({ trunkIds: [trunk.sipTrunkId] })).toHaveLength(1);
    await api.deleteSipTrunk(trunk.sipTrunkId);
    expect(await api.listSipInboundTrunk({ numbers: [more] })).toEqual([]);
  });

  it('keeps outbound trunks', async () => {
    const number = newNumber();
    const trunk = await api.createSipOutboundTrunk('out', 'sip.example.com:5080', [number], {
      transport: 2,
      authUsername: 'u',
      authPassword: 'p',
    });
    const kept = (await api.listSipOutboundTrunk()).find(({ sipTrunkId }) => sipTrunkId === trunk.sipTrunkId);
    expect(kept).toMatchObject({ address: 'sip.example.com:5080', transport: 2, numbers: [number] });
    await api.deleteSipTrunk(trunk.sipTrunkId);
    expect(await api.listSipOutboundTrunk()).toEqual([]);
  });

  it('keeps dispatch rules of every kind', async () => {
    const { sipTrunkId } = await api.createSipInboundTrunk('in', [newNumber()]);
    const kinds = [
      { type: 'individual', roomPrefix: 'call' },
      { type: 'direct', roomName: 'desk', pin: '4711' },
      { type: 'callee', roomPrefix: 'for', randomize: true },
    ] as const;
    for (const [index, kind] of kinds.entries()) {
      const rule = await api.createSipDispatchRule(kind, {
        name: `rule ${index}`,
        trunkIds: [sipTrunkId],
        attributes: { a: '1', b: '2' },
        metadata: 'ours',
      });
      expect(rule.sipDispatchRuleId).toMatch(/^SDR_/);
      const [kept] = (await api.listSipDispatchRule()).filter(({ name }) => name === `rule ${index}`);
      expect(kept).toMatchObject({
        trunkIds: [sipTrunkId],
        attributes: { a: '1', b: '2' },
        metadata: 'ours',
        rule: { rule: { case: `dispatchRule${kind.type[0]?.toUpperCase()}${kind.type.slice(1)}` } },
      });
      await api.deleteSipDispatchRule(rule.sipDispatchRuleId);
    }
    expect(await api.listSipDispatchRule()).toEqual([]);
  });

  it('refuses what would be ambiguous', async () => {
    const number = newNumber();
    const first = await api.createSipInboundTrunk('in', [number]);
    await refused(api.createSipInboundTrunk('again', [number])).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(`Conflicting inbound SIP Trunks: "<new>" and "${first.sipTrunkId}"`),
    });
    const rule = { type: 'direct', roomName: 'a' } as const;
    await api.createSipDispatchRule(rule, { trunkIds: [first.sipTrunkId] });
    await refused(api.createSipDispatchRule(rule, { trunkIds: [first.sipTrunkId] })).toMatchObject({
      message: expect.stringContaining('already exists'),
    });
  });

  it('refuses what is wrong', async () => {
    await refused(api.createSipInboundTrunk('open', [])).toMatchObject({
      status: 400,
      message: expect.stringContaining('for security'),
    });
    await refused(api.createSipOutboundTrunk('out', 'sip:x@y', ['+1'], { transport: 0 })).toMatchObject({
      status: 400,
    });
    await refused(
      api.createSipOutboundTrunk('out', 'y', ['+1'], { transport: 0, headers: { 'X-A': 'a\r\nVia: b' } }),
    ).toMatchObject({ status: 400 });
  });

  it('does not know what it was never told', async () => {
    const notFound = { code: 'not_found', status: 404 };
    await refused(api.updateSipInboundTrunkFields('ST_none', { name: 'x' })).toMatchObject(notFound);
    await refused(api.updateSipDispatchRuleFields('SDR_none', { name: 'x' })).toMatchObject(notFound);
    await refused(api.deleteSipDispatchRule('SDR_none')).toMatchObject(notFound);
    // Of trunks LiveKit says nothing.
    expect(await api.deleteSipTrunk('ST_none')).toMatchObject({ sipTrunkId: 'ST_none' });
  });

  it('wants the right key', async () => {
    const stranger = new SipClient(service.url, service.apiKey, 'another secret of thirty-two letters');
    await refused(stranger.listSipInboundTrunk()).toMatchObject({ status: 401 });
  });

  describe('and Parley’s own hand', () => {
    const sync = (plans: SipTrunkPlan[]) => createSipSync(service)(plans);
    const planOf = (numbers: string[], more: Partial<SipTrunkPlan> = {}): SipTrunkPlan => ({
      trunkId: newId('sipTrunk'),
      tenantId: newId('tenant'),
      inbound: { allowed_addresses: ['203.0.113.0/24'], username: 'maple' },
      outbound: { address: 'sip.example.com', transport: 'tcp', username: 'maple' },
      passwords: { inbound: 'secret', outbound: 'secret' },
      numbers,
      ...more,
    });
    const resultOf = async (plans: SipTrunkPlan[]) => {
      const results = await sync(plans);
      return results.map(({ result, changed }) => ({ ...result, changed }));
    };

    it('makes a trunk’s three parts once, mends what was changed by hand, and takes them away', async () => {
      const plan = planOf([newNumber()]);
      const [made] = await resultOf([plan]);
      expect(made).toMatchObject({
        inboundRef: expect.stringMatching(/^ST_/),
        outboundRef: expect.stringMatching(/^ST_/),
        ruleRef: expect.stringMatching(/^SDR_/),
        changed: true,
      });
      expect(await resultOf([plan])).toEqual([{ ...made, changed: false }]);
      if (!made || !('ruleRef' in made)) throw new Error('no rule');
      await api.updateSipInboundTrunkFields(made.inboundRef ?? '', {
        numbers: new ListUpdate({ set: ['+19'] }),
      });
      await api.deleteSipDispatchRule(made.ruleRef ?? '');
      const [mended] = await resultOf([plan]);
      expect(mended).toMatchObject({ inboundRef: made.inboundRef, changed: true });
      expect(await resultOf([plan])).toEqual([{ ...mended, changed: false }]);
      await sync([]);
      expect((await api.listSipTrunk()).filter(({ name }) => name === plan.trunkId)).toEqual([]);
    });

    it('moves a number from one trunk to another, and leaves alone what is somebody else’s', async () => {
      const [stays, moves] = [newNumber(), newNumber()];
      const foreign = await api.createSipInboundTrunk('somebody else’s', [newNumber()]);
      const [from, to] = [planOf([stays, moves]), planOf([newNumber()])];
      await sync([from, to]);
      const after = [
        { ...from, numbers: [stays] },
        { ...to, numbers: [...to.numbers, moves] },
      ];
      expect((await resultOf(after)).every((result) => !('error' in result))).toBe(true);
      expect(await resultOf(after)).toMatchObject([{ changed: false }, { changed: false }]);
      await sync([]);
      const left = await api.listSipInboundTrunk();
      expect(left.map(({ sipTrunkId }) => sipTrunkId)).toContain(foreign.sipTrunkId);
    });

    it('says in words what the service refuses', async () => {
      const number = newNumber();
      await api.createSipInboundTrunk('somebody else’s', [number]);
      const [result] = await resultOf([planOf([number])]);
      expect(result).toMatchObject({
        error: expect.stringMatching(/^The telephone service refused the trunk: .*Conflicting/),
      });
      await sync([]);
    });

    it('tells of a dial over a trunk that is not there, for certain', async () => {
      const dial = createDial(service);
      const call = { livekitRoom: 'room', from: '+14155550100', to: '+14155550142' };
      const failure = await dial({
        ...call,
        outboundRef: 'ST_none',
        callId: newId('call'),
        maxDurationS: 60,
      });
      expect(failure).toMatchObject({ answered: false, reason: 'failed', unsure: false });
    });
  });
});

describe.skipIf(!mayRun)('livekit-server with Redis and no SIP service', () => {
  it('answers a dial with 503, told in words and for certain, within seconds', async () => {
    const service = await startReal();
    try {
      const api = new SipClient(service.url, service.apiKey, service.apiSecret);
      const trunk = await api.createSipOutboundTrunk('out', '127.0.0.1:9', ['+14155550100'], {
        transport: 1,
      });
      const failure = await createDial(service)({
        outboundRef: trunk.sipTrunkId,
        livekitRoom: 'room',
        from: '+14155550100',
        to: '+14155550142',
        callId: newId('call'),
        maxDurationS: 60,
      });
      expect(failure).toMatchObject({
        answered: false,
        reason: 'telephony_unavailable',
        unsure: false,
        detail: expect.stringContaining('No telephone service is there to dial.'),
      });
    } finally {
      await service.stop();
    }
  });
});
