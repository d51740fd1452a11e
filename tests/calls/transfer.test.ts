import type { Call } from '@parley/contracts';
import { openPhone, type Phone, type PhoneCall, synthesize } from '@parley/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { livekitAdmin } from '../harness/livekit-admin.ts';
import { longestSilenceMs, receivedMs } from '../harness/longest-silence.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';

const longestSilence = 3_000;
const human = '+15550177';

describe('a caller who is passed on', () => {
  let stack: Stack;
  let phone: Phone;
  /** The person’s telephone. */
  let desk: Phone;
  beforeAll(async () => {
    stack = await startStack({ name: 'transfer', parts: ['simulators', 'agent-worker', 'phone-gateway'] });
    phone = await openPhone({ user: '+15550142' });
    desk = await openPhone({ user: human });
    await pointTrunkAt(`127.0.0.1:${desk.port}`);
    await giveTargets();
    await letDial(human);
  }, 240_000);
  afterAll(async () => {
    await phone?.close();
    await desk?.close();
    await stack?.stop();
  });

  const api = (path: string, request: Parameters<typeof callApi>[2] = {}) =>
    callApi(stack.url, path, { key: stack.demo.api_key, ...request });

  async function pointTrunkAt(address: string): Promise<void> {
    const [trunk] = (await api('/api/v1/trunks')).json.trunks;
    const path = `/api/v1/trunks/${trunk.trunk_id}`;
    const { headers } = await api(path);
    const body = { name: trunk.name, inbound: { allowed_addresses: ['127.0.0.1'] }, outbound: { address } };
    const put = { method: 'PUT', body, headers: { 'if-match': headers.get('etag') ?? '' } } as const;
    expect((await api(path, put)).status).toBe(200);
    const synced = async () => (await api(path)).json.sync.state === 'synced';
    await waitUntil(synced, { within: 10_000, what: 'the gateway knows the trunk' });
  }

  async function letDial(number: string): Promise<void> {
    const path = '/api/v1/dial-policy';
    const { headers } = await api(path);
    const match = { 'if-match': headers.get('etag') ?? '' };
    const put = await api(path, { method: 'PUT', body: { test_numbers: [number] }, headers: match });
    expect(put.status, put.text).toBe(200);
  }

  async function giveTargets(): Promise<void> {
    const path = `/api/v1/agents/${stack.demo.agent_id}`;
    const { json, headers } = await api(path);
    const target = { label: 'the office', available: 'always', ring_s: 5 };
    const transfer_targets = [
      { key: 'desk', number: human, mode: 'warm', ...target },
      { key: 'direct', number: desk.uri, mode: 'cold', ...target },
    ];
    const config = { ...json.draft, transfer_targets };
    const match = { 'if-match': headers.get('etag') ?? '' };
    const changed = await api(path, { method: 'PUT', body: { config }, headers: match });
    expect(changed.status, changed.text).toBe(200);
    const published = await api(`${path}/publish`, {
      method: 'POST',
      body: {},
      headers: { 'if-match': changed.headers.get('etag') ?? '' },
    });
    expect(published.status, published.text).toBeLessThan(300);
  }

  let last: PhoneCall | undefined;
  const newestCall = async (): Promise<Call> => (await api('/api/v1/calls?limit=1')).json.calls[0];
  const audibleMs = (call: PhoneCall) => receivedMs(call.heard());

  /** Rings the agent, and waits until its greeting is being heard. */
  async function greeted(): Promise<{ call: PhoneCall; id: string; from: number }> {
    // Of a case that has failed.
    last?.hangUp();
    const call = await phone.dial(`sip:+15550100@${stack.sip}`);
    last = call;
    await call.answered;
    const heard = async () => longestSilenceMs(call.heard()) < audibleMs(call) - 500;
    await waitUntil(heard, { within: 20_000, what: 'the greeting is heard' });
    const active = async () => {
      const now = await newestCall();
      return now.state === 'active' && now.call_id;
    };
    const id = await waitUntil(active, { within: 5_000, what: 'the call is active' });
    return { call, id, from: audibleMs(call) };
  }
  async function transfer(id: string, to: string): Promise<void> {
    const answer = await api(`/api/v1/calls/${id}/transfer`, { method: 'POST', body: { to } });
    expect(answer.status, answer.text).toBe(202);
  }
  const transferIs = (id: string, state: string, within = 15_000) =>
    waitUntil(
      async () => {
        const { json } = await api(`/api/v1/calls/${id}`);
        return json.transfer?.state === state && json;
      },
      { within, what: `the transfer is ${state}` },
    );
  const callIs = (id: string, reason: string) =>
    waitUntil(async () => (await api(`/api/v1/calls/${id}`)).json.end_reason === reason, {
      within: 5_000,
      what: `the call ended: ${reason}`,
    });
  const noRoomIsLeft = () =>
    waitUntil(async () => (await livekitAdmin(stack.livekit).roomNames()).length === 0, {
      within: 5_000,
      what: 'no room is left',
    });

  test('cold: the telephone calls the person itself, and the call is over here', async () => {
    desk.whenCalled = { answerAfterMs: 500 };
    const { call, id } = await greeted();
    await transfer(id, 'direct');
    const there = await desk.nextCall();
    expect(there.peerUser).toBe('+15550142');
    expect(await call.ended).toBe('there');
    expect(await transferIs(id, 'completed')).toMatchObject({
      transfer: { target: 'direct', mode: 'cold', to: desk.uri, failure: null, requested_by: 'api' },
    });
    await callIs(id, 'transferred');
    await noRoomIsLeft();
    there.hangUp();
  });

  /** So much more was heard. */
  async function heardAfter(call: PhoneCall, ms: number): Promise<void> {
    const from = audibleMs(call);
    const more = async () =>
      audibleMs(call) - from > ms && longestSilenceMs(call.heard(), from) < audibleMs(call) - from;
    await waitUntil(more, { within: 10_000, what: 'something is heard' });
  }

  /** A person answers at the desk, and is being told what the call is about. */
  async function briefed(
    ms = 2_000,
  ): Promise<{ call: PhoneCall; there: PhoneCall; id: string; from: number }> {
    desk.whenCalled = { answerAfterMs: 500 };
    const { call, id, from } = await greeted();
    await transfer(id, 'desk');
    const there = await desk.nextCall();
    await transferIs(id, 'briefing');
    await heardAfter(there, ms);
    return { call, there, id, from };
  }

  test('warm: on hold with music until the person takes the call, then they have each other', async () => {
    const { call, there, id, from } = await briefed();
    const { pcm } = await synthesize({
      text: 'Hello, this is the office. How can I help you?',
      voice: 'slt',
    });
    // From 16 kHz.
    const words = pcm.filter((_sample, at) => at % 2 === 0);
    await there.press('1');
    await transferIs(id, 'completed');
    await there.play(words);
    // From the request to the person's words.
    expect(longestSilenceMs(call.heard(), from)).toBeLessThanOrEqual(longestSilence);
    const twoAreLeft = async () => {
      const { rooms, roomNames } = livekitAdmin(stack.livekit);
      const [room = ''] = await roomNames();
      const identities = (await rooms.listParticipants(room)).map(({ identity }) => identity);
      return identities.length === 2 && identities.every((each) => /^(sip|transfer)_/.test(each));
    };
    await waitUntil(twoAreLeft, { within: 5_000, what: 'the agent has left' });
    void there.play(words);
    await heardAfter(call, 2_000);
    void call.play(words);
    await heardAfter(there, 2_000);
    expect(await api(`/api/v1/calls/${id}`)).toMatchObject({ json: { state: 'active' } });
    there.hangUp();
    expect(await call.ended).toBe('there');
    await callIs(id, 'transferred');
    await noRoomIsLeft();
  });

  test('warm: the caller hangs up afterwards, and so does the person’s line', async () => {
    const { call, there, id } = await briefed(100);
    await there.press('1');
    await transferIs(id, 'completed');
    call.hangUp();
    expect(await there.ended).toBe('there');
    await callIs(id, 'transferred');
    await noRoomIsLeft();
  });

  /** One caller, who is passed on again and again. */
  describe('to nobody who takes the call: back with the agent, who says so', () => {
    let call: PhoneCall;
    let id: string;
    beforeAll(async () => {
      ({ call, id } = await greeted());
    });
    afterAll(async () => {
      call.hangUp();
      await callIs(id, 'caller_hung_up');
      await noRoomIsLeft();
    });

    /** From the request until the agent has said what came of it, the caller is never left in silence. */
    async function inVain(to: string, failure: string, meanwhile = async () => {}): Promise<void> {
      const from = audibleMs(call);
      await transfer(id, to);
      await meanwhile();
      const { transfer: failed, state } = await transferIs(id, 'failed');
      expect([failed.failure, state]).toEqual([failure, 'active']);
      await heardAfter(call, 1_500);
      expect(longestSilenceMs(call.heard(), from)).toBeLessThanOrEqual(longestSilence);
    }

    test.each([
      ['busy', 486, 'busy'],
      ['declined', 603, 'declined'],
      ['not answered', 480, 'no_answer'],
    ])('cold, %s', async (_, status, failure) => {
      desk.whenCalled = { status, afterMs: 500 };
      await inVain('direct', failure);
    });

    test('cold, by a telephone that knows no transfer', async () => {
      call.whenReferred = { status: 405 };
      await inVain('direct', 'unsupported');
    });

    test.each([
      ['busy', { status: 486 }, 'busy'],
      ['declined', { status: 603 }, 'declined'],
      ['not answered', 'no-answer', 'no_answer'],
    ] as const)('warm, %s', async (_, whenCalled, failure) => {
      desk.whenCalled = whenCalled;
      await inVain('desk', failure);
    });

    test('warm, declined by key, and the person is hung up on', async () => {
      desk.whenCalled = { answerAfterMs: 500 };
      await inVain('desk', 'declined', async () => {
        const there = await desk.nextCall();
        await transferIs(id, 'briefing');
        await heardAfter(there, 1_000);
        await there.press('2');
        expect(await there.ended).toBe('there');
      });
    });
  });

  test('warm: a caller who hangs up leaves no telephone ringing, and nobody on a line', async () => {
    desk.whenCalled = 'no-answer';
    const { call, id } = await greeted();
    const before = desk.rang.length;
    await transfer(id, 'desk');
    const ringing = await waitUntil(() => desk.rang[before], { within: 5_000, what: 'the desk rings' });
    call.hangUp();
    expect(await ringing.ended).toBe('there');
    await callIs(id, 'caller_hung_up');
    const told = await briefed();
    told.call.hangUp();
    expect(await told.there.ended).toBe('there');
    await callIs(told.id, 'caller_hung_up');
    await noRoomIsLeft();
  });

  test('warm: whichever process is killed, no line is left', async () => {
    desk.whenCalled = 'no-answer';
    const { call, id } = await greeted();
    const before = desk.rang.length;
    await transfer(id, 'desk');
    const ringing = await waitUntil(() => desk.rang[before], { within: 5_000, what: 'the desk rings' });
    await stack.services.kill('control-plane', 'SIGKILL');
    await stack.services.restart('control-plane');
    expect(await ringing.ended).toBe('there');
    expect((await transferIs(id, 'failed')).transfer.failure).toBe('interrupted');
    call.hangUp();
    await callIs(id, 'caller_hung_up');
    const told = await briefed();
    await stack.services.kill('agent-worker', 'SIGKILL');
    expect(await told.there.ended).toBe('there');
    expect((await transferIs(told.id, 'failed')).transfer.failure).toBe('interrupted');
    told.call.hangUp();
  });
});
