import { afterEach, expect, test } from 'vitest';
import { parseScenario } from './load-scenario.ts';
import { type RunCallOptions, runCall } from './run-call.ts';
import { type StandInTelephoneOptions, startStandInTelephone } from './testing/stand-in-telephone.ts';

let telephone: Awaited<ReturnType<typeof startStandInTelephone>>;
afterEach(() => telephone?.stop());

const scenarioOf = (yaml: string) =>
  parseScenario(`name: trial\ntitle: trial\nturn_end_ms: 500\n${yaml}`, 'trial');

async function ring(options: StandInTelephoneOptions, yaml: string, more: Partial<RunCallOptions> = {}) {
  telephone = await startStandInTelephone(options);
  const { url, uri } = telephone;
  return runCall({ url, apiKey: 'sk_test', phone: uri, scenario: scenarioOf(yaml), ...more });
}

test('a scenario is spoken over SIP and RTP, and reported as in a room', async () => {
  const samples: number[] = [];
  const turns = ['how can i help', 'which floor', 'goodbye'];
  const recognizer = {
    openStream: () => {
      let written = 0;
      return {
        write: (pcm: Int16Array) => {
          written += pcm.length;
        },
        finish: async () => {
          samples.push(written);
          written = 0;
          return turns.shift() ?? '';
        },
      };
    },
  };
  const result = await ring(
    {
      lines: ['How can I help?', 'Which floor?', 'Goodbye.'],
      callerWords: ['my sink is leaking', 'the third'],
    },
    `
steps:
  - { when: help, say: My sink is leaking., press: "12#" }
  - { when: floor, say: The third. }
expect:
  caller_said: leaking
  word_accuracy: { agent: 1, caller: 1 }
  end: { reason: agent_hung_up }
`,
    { recognizer },
  );
  expect(result.failures.join('\n')).toBe('');
  expect(result).toMatchObject({ ok: true, mode: 'voice', left_by: 'agent', room: 'phone-1' });
  expect(result.said.map(({ text, cut }) => [text, cut])).toEqual([
    ['My sink is leaking.', false],
    ['The third.', false],
  ]);
  expect(result.heard).toHaveLength(3);
  for (const written of samples) expect(written).toBeGreaterThan(8000);
  expect(result.silences.length).toBeGreaterThan(0);
  expect(telephone.keys()).toBe('12#');

  const [first] = result.said;
  const loudest = (side: 'caller' | 'agent') =>
    result.recording
      .channel(side)
      .slice((first?.startMs ?? 0) * 16, (first?.endMs ?? 0) * 16)
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  expect(loudest('caller')).toBeGreaterThan(3000);
  expect(loudest('agent')).toBeLessThan(300);
});

test('without a recogniser the caller speaks, and goes by the printed words', async () => {
  const result = await ring(
    { lines: ['How can I help?', 'Goodbye.'], callerWords: ['nothing'] },
    'steps: [{ when: help, say: Nothing. }]',
  );
  expect(result.failures.join('\n')).toBe('');
  expect(result).toMatchObject({ mode: 'voice', left_by: 'agent', accuracy: { agent: null, caller: 1 } });
});

test('the caller hangs up in mid-sentence', async () => {
  const result = await ring(
    { lines: ['How can I help?'] },
    `
steps:
  - { say: I would like to report a problem with my heating., hang_up: { after_ms: 600 } }
expect: { end: { reason: caller_hung_up } }
`,
    { recognizer: { openStream: () => ({ write: () => {}, finish: async () => 'how can i help' }) } },
  );
  expect(result.failures.join('\n')).toBe('');
  expect(result.said).toMatchObject([{ cut: true }]);
  expect(await telephone.ended()).toBe('there');
});

test('stops at once by its signal, and hangs up', async () => {
  const stopping = new AbortController();
  const result = await ring(
    { lines: ['How can I help?'] },
    'steps: [{ say: This is a rather long sentence to be stopped in. }]',
    {
      signal: stopping.signal,
      onEvent: (event) => event.type === 'transcript' && setTimeout(() => stopping.abort(), 600),
    },
  );
  expect(result).toMatchObject({ left_by: 'stopped', ok: false, end: { reason: 'caller_hung_up' } });
});

test('a refused call is told with its status', async () => {
  await expect(ring({ lines: [], whenCalled: { status: 486 } }, 'steps: [{ say: Hello. }]')).rejects.toThrow(
    /sip:\+15550100@.* did not answer: 486/,
  );
});

test('a call that is stopped while it rings is cancelled', async () => {
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 300);
  const call = ring({ lines: [], whenCalled: 'no-answer' }, 'steps: [{ say: Hello. }]', {
    signal: stopping.signal,
  });
  await expect(call).rejects.toThrow(/did not answer: 487/);
});
