import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Recognizer } from './create-ear.ts';
import { parseScenario } from './load-scenario.ts';
import { runCall } from './run-call.ts';
import { type StandInOptions, startStandInPlatform } from './testing/stand-in-platform.ts';
import { startLiveKitServer, type TestLiveKitServer } from './testing/start-livekit-server.ts';

const binary = process.env.PARLEY_TEST_LIVEKIT_BIN;

/** Understands the agent's turns as the given words, one after the other, if it is given their audio. */
const recognizerOf = (turns: string[]): Recognizer => ({
  openStream: () => {
    let samples = 0;
    return {
      write: (pcm) => {
        samples += pcm.length;
      },
      finish: async () => {
        const enough = samples > 4000;
        samples = 0;
        return enough ? (turns.shift() ?? '') : '';
      },
    };
  },
});

const scenarioOf = (yaml: string, turnEndMs = 500) =>
  parseScenario(`name: trial\ntitle: trial\nturn_end_ms: ${turnEndMs}\n${yaml}`, 'trial');

describe.skipIf(!binary)('a call in a real room', () => {
  let livekit: TestLiveKitServer;
  let platform: Awaited<ReturnType<typeof startStandInPlatform>>;
  const start = async (options: Omit<StandInOptions, 'livekit'>) => {
    platform = await startStandInPlatform({ livekit, ...options });
    return { url: platform.url, apiKey: 'sk_test' };
  };
  beforeAll(async () => {
    livekit = await startLiveKitServer(binary as string);
  });
  afterEach(() => platform?.stop());
  afterAll(() => livekit?.stop());

  // A starved agent falters for more than the half second that ends its turn elsewhere.
  const facts = scenarioOf(
    `
steps:
  - { when: help, say: My sink is leaking. }
  - { when: name, say: John Smith. }
  - { when: goodbye }
expect:
  ticket: { name: John Smith, phone: five five five zero one four two }
  caller_said: leaking
  agent_said: your name
  word_accuracy: { agent: 0.9, caller: 1 }
  end: { reason: agent_hung_up }
`,
    1_200,
  );
  const lines = ['How can I help?', 'What is your name?', 'Goodbye.'];
  const ticket = { name: 'John Smith', phone: '555 0142', property: 'Oak House', reason: 'A leak' };

  test('is talked through by voice, heard, recorded and measured', async () => {
    const target = await start({ lines, ticket, callerWords: ['my sink is leaking', 'john smith'] });
    const seen: string[] = [];
    const result = await runCall({
      ...target,
      scenario: facts,
      recognizer: recognizerOf(['how can i help', 'what is your name', 'goodbye']),
      onEvent: ({ type }) => seen.push(type),
    });
    expect(result.failures.join('\n')).toBe('');
    expect(result).toMatchObject({
      ok: true,
      mode: 'voice',
      left_by: 'agent',
      accuracy: { agent: 1, caller: 1 },
    });
    expect(result.said.map(({ text }) => text)).toEqual(['My sink is leaking.', 'John Smith.']);
    expect(result.heard).toHaveLength(3);
    expect(result.silences).toHaveLength(2);
    for (const { ms } of result.silences) expect(ms).toBeGreaterThan(400);
    expect(seen).toContain('session_state');

    const [first] = result.said;
    const { recording } = result;
    const loudest = (side: 'caller' | 'agent') =>
      recording
        .channel(side)
        .slice((first?.startMs ?? 0) * 16, (first?.endMs ?? 0) * 16)
        .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
    expect(loudest('caller')).toBeGreaterThan(3000);
    expect(loudest('agent')).toBeLessThan(300);
  });

  test('is typed where nothing can be recognised', async () => {
    const result = await runCall({ ...(await start({ lines, ticket })), scenario: facts });
    expect(result.failures.join('\n')).toBe('');
    expect(result).toMatchObject({ mode: 'text', accuracy: { agent: null, caller: 1 }, left_by: 'agent' });
  });

  test('the caller cuts in, and the time until the agent is silent is measured', async () => {
    const scenario = scenarioOf(`
steps:
  - { id: cut, on: speech, after_ms: 600, say: Excuse me. }
  - { when: goodbye }
expect: { interrupted_within_ms: 3000, word_accuracy: { agent: 0, caller: 0 } }
`);
    const long =
      'The office is open from Monday to Friday, from nine in the morning until six in the evening.';
    const target = await start({ lines: [{ text: long, cutAfterMs: 1500 }, 'Goodbye.'] });
    const result = await runCall({
      ...target,
      scenario,
      recognizer: recognizerOf(['the office', 'goodbye']),
    });
    expect(result.failures.join('\n')).toBe('');
    expect(result.interruptions).toHaveLength(1);
    expect(result.interruptions[0]?.silentAfterMs).toBeLessThan(1500);
  });

  test('the caller is gone in mid-sentence', async () => {
    const scenario = scenarioOf(`
steps:
  - { say: I would like to report a problem with my heating., hang_up: { after_ms: 600 } }
expect: { end: { reason: caller_hung_up } }
`);
    const result = await runCall({
      ...(await start({ lines })),
      scenario,
      recognizer: recognizerOf(['how can i help']),
    });
    expect(result.failures.join('\n')).toBe('');
    expect(result.left_by).toBe('caller');
    expect(result.said).toMatchObject([{ cut: true }]);
  });

  test('is stopped in mid-sentence by its signal', async () => {
    const stopping = new AbortController();
    const scenario = scenarioOf('steps: [{ say: This is a rather long sentence to be stopped in. }]');
    const target = await start({ lines });
    const recognizer = recognizerOf([]);
    recognizer.openStream = () => ({ write: () => {}, finish: async () => 'hello' });
    const call = runCall({
      ...target,
      scenario,
      recognizer,
      signal: stopping.signal,
      onEvent: (event) => event.type === 'transcript' && setImmediate(() => stopping.abort()),
    });
    const result = await call;
    expect(result).toMatchObject({ left_by: 'stopped', ok: false, end: { reason: 'caller_hung_up' } });
    expect(result.failures).toContain('the call was stopped');
  });

  test('two at once keep apart', async () => {
    const other = await startStandInPlatform({
      livekit,
      lines: ['Hello.', 'Goodbye.'],
      callerWords: ['blue'],
    });
    try {
      const target = await start({ lines: ['Hello.', 'Goodbye.'], callerWords: ['red'] });
      const say = (word: string) => scenarioOf(`steps: [{ when: hello, say: ${word} }]`);
      const calls = await Promise.all([
        runCall({ ...target, scenario: say('red'), recognizer: recognizerOf(['hello', 'goodbye']) }),
        runCall({
          url: other.url,
          apiKey: 'sk',
          scenario: say('blue'),
          recognizer: recognizerOf(['hello', 'goodbye']),
        }),
      ]);
      expect(calls.flatMap(({ failures }) => failures).join('\n')).toBe('');
      expect(calls[0].room).not.toBe(calls[1].room);
    } finally {
      await other.stop();
    }
  });
});
