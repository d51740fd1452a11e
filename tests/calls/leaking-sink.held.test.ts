import type { SessionAnalysis, SessionDetails, Transcript } from '@parley/contracts';
import { canonicalWords } from '@parley/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysisOf } from '../harness/analysis-of.ts';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { expectTranscriptIsWhatProvidersSaw } from '../harness/expect-transcript.ts';
import { ownScenario } from '../harness/own-scenario.ts';
import { type CallReport, placeCall } from '../harness/place-call.ts';
import { readSimulatorLog } from '../harness/read-simulator-log.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';

describe.skipIf(!canHear)('a leaking sink, told aloud', () => {
  let stack: Stack;
  let report: CallReport;
  let transcript: Transcript;
  let analysis: SessionAnalysis;
  beforeAll(async () => {
    stack = await startStack({
      name: 'leaking-sink',
      controlPlaneEnv: { PARLEY_PRICES: 'session/minutes=100', PARLEY_CURRENCY: 'EUR' },
    });
    report = await placeCall(stack, { scenario: 'leaking-sink', room: 'sink' }).report;
    const { json } = await callApi(stack.url, `/transcripts/${report.session_id}`, {
      key: stack.demo.api_key,
    });
    transcript = json;
    analysis = await analysisOf(stack, report.session_id);
  }, 240_000);
  afterAll(() => stack?.stop());

  test('went as the scenario expects, to the agent’s hanging up', () => {
    expect(report.failures).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.end).toMatchObject({ state: 'ended', reason: 'agent_hung_up' });
  });

  test('left a ticket with name, phone, property and reason as the caller said them', () => {
    const { ticket } = transcript;
    expect(ticket).toEqual(report.ticket);
    expect(ticket?.name.toLowerCase()).toBe('john smith');
    expect(ticket?.phone.replace(/\D/g, '')).toBe('5550142');
    expect(ticket?.property.toLowerCase()).toBe('12 oak street');
    expect(ticket?.reason.toLowerCase()).toContain('kitchen sink is leaking');
    expect(ticket?.session_id).toBe(report.session_id);
  });

  test('the agent read back all four before the ticket was written', () => {
    const written = report.events.find(({ type }) => type === 'ticket');
    const before = report.events.filter(
      (event) =>
        event.type === 'transcript' &&
        event.final &&
        event.speaker === 'agent' &&
        event.seq < (written?.seq ?? 0),
    );
    const words = canonicalWords(before.map((event) => ('text' in event ? event.text : '')).join(' ')).join(
      ' ',
    );
    const facts = ['john smith', '5 5 5 0 1 4 2', '1 2 oak street', 'kitchen sink is leaking'];
    for (const fact of facts) expect(words).toContain(fact);
  });

  test('the transcript is what was heard, both ways', async () => {
    expect(report.heard.length).toBeGreaterThan(4);
    expect(report.accuracy.agent).toBeGreaterThanOrEqual(0.7);
    expect(report.accuracy.caller).toBeGreaterThanOrEqual(0.7);
    expect(report.printed).toEqual(transcript.segments);
    await expectTranscriptIsWhatProvidersSaw(stack, transcript);
  });

  test('it was analysed, from what was said: each claim points at words of the transcript', () => {
    expect(analysis).toMatchObject({ state: 'done', turns_total: transcript.segments.length });
    const { summary, rating, topics, follow_ups: followUps } = analysis.result ?? expect.fail('no result');
    const words = new Map(transcript.segments.map(({ segment_id, text }) => [segment_id, text]));
    for (const { turns } of [...summary, ...rating.reasons, ...topics, ...followUps])
      for (const { segment_id } of turns) expect(words.has(segment_id)).toBe(true);
    expect(summary.flatMap(({ turns }) => turns.map((turn) => words.get(turn.segment_id))).join()).toMatch(
      /sink/i,
    );
    expect(rating.score).toBeGreaterThanOrEqual(5);
    expect(followUps[0]?.who).toBe('business');
  });

  test('what it cost is counted, for every stage of the voice and the analysis', async () => {
    const { json } = await callApi(stack.url, `/api/v1/sessions/${report.session_id}`, {
      key: stack.demo.api_key,
    });
    const { currency, total, parts } = json.cost as NonNullable<SessionDetails['cost']>;
    expect(currency).toBe('EUR');
    expect(new Set(parts.map(({ what }) => what))).toEqual(
      new Set(['stt', 'llm', 'tts', 'analysis', 'session']),
    );
    for (const { quantity, model, what } of parts)
      expect([what, model, quantity > 0]).toEqual([what, model, true]);
    // Models of the simulators have no price.
    expect(total).toBeCloseTo(json.duration_s / 60, 1);
  });

  test('viewers got interim words, speech of both, states, tools and the timing of turns', () => {
    const has = (accepts: (event: CallReport['events'][number]) => boolean) => report.events.some(accepts);
    for (const speaker of ['caller', 'agent']) {
      expect(
        has((event) => event.type === 'speech_started' && event.speaker === speaker),
        speaker,
      ).toBe(true);
      expect(
        has((event) => event.type === 'speech_stopped' && event.speaker === speaker),
        speaker,
      ).toBe(true);
    }
    const interims = report.events.filter((event) => event.type === 'transcript' && !event.final);
    expect(interims.some((event) => 'speaker' in event && event.speaker === 'caller')).toBe(true);
    const finalIds = new Set(transcript.segments.map(({ segment_id }) => segment_id));
    for (const event of interims) if ('segment_id' in event) expect(finalIds).toContain(event.segment_id);
    const states = report.events.flatMap((event) => (event.type === 'agent_state' ? [event.state] : []));
    expect(states).toEqual(expect.arrayContaining(['listening', 'thinking', 'speaking']));
    const timings = report.events.flatMap((event) => (event.type === 'turn_timing' ? [event] : []));
    expect(timings.length).toBeGreaterThan(3);
    for (const { total_ms } of timings) expect(total_ms).toBeGreaterThan(0);
    expect(report.tools).toEqual(['create_ticket', 'end_call']);
  });

  test('of each silence it is told where it went, and it is the one that the caller heard', async () => {
    const { json } = await callApi(stack.url, `/api/v1/sessions/${report.session_id}`, {
      key: stack.demo.api_key,
    });
    const { timings } = json as SessionDetails;
    const waterfalls = timings.flatMap(({ waterfall }) => (waterfall ? [waterfall] : []));
    expect(waterfalls).toHaveLength(timings.length);
    for (const { bars, silence_ms, problems } of waterfalls) {
      expect(Object.values(bars).reduce((sum, ms) => sum + ms)).toBe(silence_ms);
      expect(problems).toEqual([]);
      for (const stage of ['endpointing', 'tts', 'playout'] as const)
        expect(bars[stage], stage).toBeGreaterThan(0);
    }
    // A model that was given a head start may have answered when the turn was over.
    expect(waterfalls.some(({ bars }) => bars.llm > 0)).toBe(true);
    // Each silence of the recording has its turn, in their order.
    const heard = report.silences.map(({ ms }) => ms);
    const apart = waterfalls.map(({ silence_ms }, turn) =>
      Math.abs(silence_ms - (heard[turn] ?? Number.NaN)),
    );
    process.stdout.write(`waterfall: apart from what was heard by ${apart.map(Math.round).join(', ')} ms\n`);
    expect(apart).toHaveLength(heard.length);
    // A buffer on the caller's side that fills for a moment is heard by the caller alone; it does not fill in most turns.
    expect(median(apart), JSON.stringify({ heard, waterfalls })).toBeLessThanOrEqual(60);
  });

  test('a model that answers and then says nothing: “one moment”, and its answer, once', async () => {
    await callApi(stack.simulatorsUrl, '/control/behaviour', {
      method: 'POST',
      body: { class: 'llm', fault: 'stall', times: 1, match: 'office hours' },
    });
    const slow = await placeCall(stack, { scenario: ownScenario('slow-answer'), room: 'slow' }).report;
    expect(slow.failures).toEqual([]);
    const said = slow.printed.filter(({ speaker }) => speaker === 'agent').map(({ text }) => text);
    expect(said).toContain('One moment, please.');
    expect(said.filter((text) => /monday/i.test(text))).toHaveLength(1);
    expect(slow.tools.filter((name) => name === 'lookup_knowledge')).toHaveLength(1);
    const [bridged] = slow.events.flatMap((event) => (event.type === 'turn_timing' ? [event.waterfall] : []));
    expect(bridged).toMatchObject({ bridged: true, problems: [] });
    const log = await readSimulatorLog(stack);
    expect(log.filter(({ fault }) => fault === 'stall')).toHaveLength(1);
  }, 90_000);
});

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
