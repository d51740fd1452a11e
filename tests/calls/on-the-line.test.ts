import type { AgentConfigInput, AgentId, Call, PhoneNumberId, TranscriptSegment } from '@parley/contracts';
import { openPhone, type Phone, type PhoneCall, speechSpans, synthesize } from '@parley/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { addAgent, addLineTo, allowCallsTo, callOut, callOver } from '../harness/call-out.ts';
import { canHear } from '../harness/can-hear.ts';
import { ownScenario } from '../harness/own-scenario.ts';
import { placeCall } from '../harness/place-call.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';

const phoneRate = 8_000;
const number = '+15550142';

describe.skipIf(!canHear)('on the line', () => {
  let stack: Stack;
  let phone: Phone;
  let line: PhoneNumberId;
  beforeAll(async () => {
    stack = await startStack({ name: 'line', parts: ['simulators', 'agent-worker', 'phone-gateway'] });
    phone = await openPhone({ user: number });
    line = await addLineTo(stack, phone.port);
    await allowCallsTo(stack, [number]);
  }, 240_000);
  afterAll(async () => {
    await phone?.close();
    await stack?.stop();
  });

  const api = (path: string) => callApi(stack.url, path, { key: stack.demo.api_key });
  const callNow = async ({ call_id: id }: Call): Promise<Call> => (await api(`/api/v1/calls/${id}`)).json;
  const segmentsOf = async (call: Call): Promise<TranscriptSegment[]> =>
    (await api(`/transcripts/${(await callNow(call)).session_id}`)).json.segments;
  /** The first segment that fits, once it is known. */
  const saidIn = (call: Call, who: 'caller' | 'agent', pattern: RegExp) =>
    waitUntil(
      async () => (await segmentsOf(call)).find(({ speaker, text }) => speaker === who && pattern.test(text)),
      { within: 60_000, what: `the ${who} says ${pattern}` },
    );
  const heardMs = (call: PhoneCall): number => call.heard().length / (phoneRate / 1000);
  const spansOf = (call: PhoneCall) => speechSpans(call.heard(), phoneRate);
  const spoken = async (text: string, voice: 'slt' | 'kal' | 'rms' = 'slt'): Promise<Int16Array> => {
    const { pcm, sampleRate } = await synthesize({ text, voice });
    const length = Math.floor((pcm.length * phoneRate) / sampleRate);
    return Int16Array.from({ length }, (_, i) => pcm[Math.floor((i * sampleRate) / phoneRate)] ?? 0);
  };
  const beep = Int16Array.from(
    { length: phoneRate / 2 },
    (_, i) => 9_000 * Math.sin((2 * Math.PI * 1_000 * i) / phoneRate),
  );
  /** Our telephone is called by an agent, answers, and says at once what whoever is there says. */
  const ring = async (name: string, opening: Int16Array, config: Partial<AgentConfigInput>) => {
    const agentId: AgentId = await addAgent(stack, name, {
      greeting: `Hello, this is ${name}.`,
      persona: 'You call people.',
      ...config,
    });
    const [answered, call] = await Promise.all([
      phone.nextCall(),
      callOut(stack, { to: number, agent_id: agentId, from_number_id: line }),
    ]);
    await answered.play(opening);
    return { answered, call };
  };

  test('keys that a caller presses are the answer, end to end', async () => {
    const report = await placeCall(stack, {
      scenario: ownScenario('sink-by-keys'),
      room: 'keys',
      phone: `sip:+15550100@${stack.sip}`,
    }).report;
    expect(report.failures).toEqual([]);
    expect(report.ticket?.phone.replace(/\D/g, '')).toBe('5550142');
  }, 240_000);

  test('keys that the agent presses in a recorded menu arrive as RFC 4733', async () => {
    // Recordings begin anew until somebody presses; our recogniser does not understand each of them.
    const text = 'Thank you for calling. Press two for repairs.';
    const menus = await Promise.all((['rms', 'slt', 'kal'] as const).map((voice) => spoken(text, voice)));
    const { answered, call } = await ring('Booker', Int16Array.from(menus[0] ?? []), {
      goals: ['Book a visit of the repairs team.'],
      tools: ['send_digits', 'end_call'],
      limits: { idle_s: 30 },
    });
    for (let times = 1; answered.digits === '' && times < 10; times++) {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      if (answered.digits === '') await answered.play(menus[times % menus.length] ?? new Int16Array());
    }
    const session = (await api(`/api/v1/sessions/${(await callNow(call)).session_id}`)).json;
    const pressed = session.tools.find(({ name }: { name: string }) => name === 'send_digits');
    expect(answered.digits).toMatch(/^\d+$/);
    expect(answered.digits).toBe(pressed?.arguments.digits);
    answered.hangUp();
    await callOver(stack, call.call_id);
  }, 180_000);

  test('who answers late is greeted after the answer; and who wants no more calls gets none', async () => {
    phone.whenCalled = { answerAfterMs: 2_000 };
    const noMore = await spoken('Please stop calling me.');
    const { answered, call } = await ring('Caller', await spoken('Hello?'), {});
    phone.whenCalled = { answerAfterMs: 0 };
    const greeting = await saidIn(call, 'agent', /this is caller/i);
    const { answered_at: answeredAt } = await callNow(call);
    expect(Date.parse(greeting.started_at)).toBeGreaterThanOrEqual(Date.parse(answeredAt ?? ''));
    await answered.play(noMore);
    await saidIn(call, 'agent', /not call you again/);
    const { json } = await api(`/api/v1/do-not-call/lookup?number=${encodeURIComponent(number)}`);
    expect(json).toMatchObject({ listed: true, entry: { source: 'call' } });
    expect(await callOver(stack, call.call_id)).toMatchObject({ end_reason: 'agent_hung_up' });
    expect(await answered.ended).toBe('there');
    const { entry_id: entryId } = json.entry;
    const path = `/api/v1/do-not-call/${entryId}`;
    expect((await callApi(stack.url, path, { method: 'DELETE', key: stack.demo.api_key })).status).toBe(204);
  }, 180_000);

  test('an answering machine is not greeted: it gets its message after the tone', async () => {
    const machine = 'You have reached the voicemail of John Smith. Please leave a message after the tone.';
    const { answered, call } = await ring('Reminder', await spoken(machine), {
      calls_out: {
        voicemail: { do: 'leave_message', message: 'This is {{agent_name}}. Please call us back tomorrow.' },
      },
    });
    const greetedMs = heardMs(answered);
    await answered.play(beep);
    expect(await callOver(stack, call.call_id)).toMatchObject({ end_reason: 'voicemail' });
    const [message] = spansOf(answered);
    expect(message?.startMs).toBeGreaterThan(greetedMs);
    const said = (await segmentsOf(call)).filter(({ speaker }) => speaker === 'agent');
    expect(said.map(({ text }) => text)).toEqual(['This is Reminder. Please call us back tomorrow.']);
  }, 180_000);

  test('on hold the agent is silent, though it would ask by now; back, it goes on', async () => {
    const { answered, call } = await ring('Holder', await spoken('Hello?'), {
      limits: { idle_s: 3, idle_questions: 5 },
    });
    await saidIn(call, 'agent', /this is holder/i);
    expect(await answered.hold()).toBe('recvonly');
    const before = heardMs(answered);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const meanwhile = spansOf(answered).filter(({ startMs }) => startMs > before + 500);
    expect(meanwhile).toEqual([]);
    await answered.resume();
    await waitUntil(async () => spansOf(answered).some(({ startMs }) => startMs > before + 500), {
      within: 60_000,
      what: 'the agent goes on',
    });
    answered.hangUp();
    await callOver(stack, call.call_id);
  }, 180_000);
});
