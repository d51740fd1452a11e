import type { Call } from '@parley/contracts';
import { openPhone, type Phone, type PhoneCall, speechSpans } from '@parley/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { livekitAdmin } from '../harness/livekit-admin.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';

const number = '+15550142';
const telephoneRate = 8_000;

describe('a telephone', () => {
  let stack: Stack;
  let phone: Phone;
  beforeAll(async () => {
    stack = await startStack({
      name: 'phone',
      parts: ['simulators', 'agent-worker', 'phone-gateway'],
    });
    phone = await openPhone({ user: number });
    const trunkIsKnown = async () => (await trunks())[0]?.sync.state === 'synced';
    await waitUntil(trunkIsKnown, { within: 10_000, what: 'the gateway knows the trunk' });
  });
  afterAll(async () => {
    await phone?.close();
    await stack?.stop();
  });

  const api = (path: string) => callApi(stack.url, path, { key: stack.demo.api_key });
  const trunks = async (): Promise<{ sync: { state: string } }[]> =>
    (await api('/api/v1/trunks')).json.trunks;
  const newestCall = async (): Promise<Call> => (await api('/api/v1/calls?limit=1')).json.calls[0];
  const dial = (to = '+15550100') => phone.dial(`sip:${to}@${stack.sip}`);

  const heardMs = (call: PhoneCall) =>
    speechSpans(call.heard(), telephoneRate).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const greeted = (call: PhoneCall) =>
    waitUntil(async () => heardMs(call) > 1_000, { within: 20_000, what: 'the greeting is heard' });

  /** Call, session and room are over. */
  async function expectGone(reason: string): Promise<void> {
    const call = await newestCall();
    const over = async () => {
      const { json } = await api(`/api/v1/calls/${call.call_id}`);
      return json.state === 'ended' && json;
    };
    expect(await waitUntil(over, { within: 5_000, what: 'the call is over' })).toMatchObject({
      end_reason: reason,
      ended_at: expect.any(String),
    });
    const session = await api(`/sessions/${call.session_id}`);
    expect(['ended', 'failed']).toContain(session.json.state);
    const empty = async () => (await livekitAdmin(stack.livekit).roomNames()).length === 0;
    await waitUntil(empty, { within: 5_000, what: 'no room is left' });
  }

  test('rings, is greeted, and hangs up', async () => {
    const call = await dial();
    await call.answered;
    expect(call.progress).toContain(180);
    await greeted(call);
    expect(await newestCall()).toMatchObject({
      direction: 'inbound',
      state: 'active',
      from: number,
      to: '+15550100',
      agent_id: stack.demo.agent_id,
    });
    call.hangUp();
    await expectGone('caller_hung_up');
  });

  test('is hung up on when the session is stopped', async () => {
    const call = await dial();
    await call.answered;
    await greeted(call);
    const { session_id: id } = await newestCall();
    await callApi(stack.url, `/session/${id}`, { method: 'DELETE', key: stack.demo.api_key });
    expect(await call.ended).toBe('there');
    await expectGone('stopped');
  });

  test('that gives up while it rings leaves nothing', async () => {
    const call = await dial();
    const rings = async () => call.progress.includes(180) && (await newestCall()).state === 'ringing';
    await waitUntil(rings, { within: 5_000, what: 'it rings' });
    call.cancel();
    await expect(call.answered).rejects.toMatchObject({ status: 487 });
    await expectGone('cancelled');
  });

  test('with a wrong number is told so', async () => {
    const call = await dial('+15550999');
    await expect(call.answered).rejects.toMatchObject({ status: 404 });
  });
});
