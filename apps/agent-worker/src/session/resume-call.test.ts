import { initializeLogger, voice } from '@livekit/agents';
import type { SoFar } from '@parley/contracts';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { observedSession } from '../testing/run-session.ts';
import { CallEnding } from './call-ending.ts';
import { createAgent } from './create-agent.ts';
import { phrasesIn } from './phrases.ts';
import { goesOn, resumeCall, wordsToResume } from './resume-call.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const said = (speaker: 'caller' | 'agent', text: string): SoFar['past'][number] => ({
  ...{ type: 'said', speaker, text, interrupted: false },
});
const soFar = (given: Partial<SoFar>): SoFar => ({
  ...{ past: [], agent_spoke: true, cut: null, language: 'en', recording: null, ...given },
});
const english = phrasesIn('en');
const goOn = `${english.wasGone} ${english.goOn}`;

describe('what is said first', () => {
  const hello = said('agent', 'Hello, how can I help?');
  test.each([
    ['the model’s answer, to what the caller said', [hello, said('caller', 'A leak.')], null, undefined],
    ['the same, where its answer was cut', [hello, said('caller', 'A leak.')], 'agent', undefined],
    ['that the caller may say it again', [hello], 'caller', english.sayAgain],
    ['the question that was open', [hello], null, `${english.wasGone} Hello, how can I help?`],
    [
      'that alone',
      [said('agent', 'Good. What is your name?')],
      null,
      `${english.wasGone} What is your name?`,
    ],
    ['that the caller may go on', [said('agent', 'I am listening.')], null, goOn],
    ['the same, where the question was cut', [said('agent', 'Yes? I see, and')], null, goOn],
    ['no second greeting, where it was cut', [], 'agent', english.backAtStart],
  ] as const)('%s', (_, past, cut, words) => {
    expect(wordsToResume(soFar({ past: [...past], cut }), english)).toBe(words);
  });
});

test('goes on only where the agent has begun to speak, and not where it only says goodbye', () => {
  const { language } = agentParts(testBrief());
  expect(goesOn(testBrief(), language)).toBe(false);
  expect(goesOn(testBrief({ so_far: soFar({ agent_spoke: false }) }), language)).toBe(false);
  expect(goesOn(testBrief({ so_far: soFar({}) }), language)).toBe(true);
  const farewell = testBrief({ so_far: soFar({}), answer_with: 'closed_message' });
  expect(goesOn(farewell, language)).toBe(false);
});

/** Goes by the last turn, as models do: the fake goes by LiveKit's own notes as well. */
class Model extends voice.testing.FakeLLM {
  override chat(given: Parameters<voice.testing.FakeLLM['chat']>[0]) {
    return super.chat({
      ...given,
      chatCtx: given.chatCtx.copy({ excludeConfigUpdate: true, excludeHandoff: true }),
    });
  }
}

test('the model answers the last words, knowing all that was said before', async () => {
  const past = [said('agent', 'Hello.'), said('caller', 'The sink is leaking.')];
  const brief = testBrief({ so_far: soFar({ past }) });
  const llm = new Model([{ input: 'The sink is leaking.', content: 'Where is it?' }]);
  const { session, recorded } = observedSession({ replies: [], options: { llm } });
  const parts = agentParts(brief, { report: recorded.report });
  await session.start({ agent: createAgent(brief, parts) });
  const reopen = vi.fn(async () => {});
  const ending = new CallEnding();
  await resumeCall({
    session,
    ending,
    soFar: soFar({ past, recording: 'announced' }),
    ...parts,
    recording: { reopen },
  });
  await vi.waitFor(
    () => expect(recorded.of('transcript')).toMatchObject([{ speaker: 'agent', text: 'Where is it?' }]),
    5_000,
  );
  expect(reopen).toHaveBeenCalledWith('announced');
  await session.close();
});

test.each([
  ['is said again where it was cut, and the call ends', [], [english.goodbye]],
  ['is not said twice', [said('agent', 'Goodbye.')], []],
])('a goodbye %s', async (_, after, words) => {
  const past: SoFar['past'] = [
    said('caller', 'That is all.'),
    { type: 'tool', call_id: 'c', name: 'end_call', status: 'started', arguments: {}, result: '' },
    ...after,
  ];
  const { language } = agentParts(testBrief());
  const say = vi.fn((_text: string) => ({ waitForPlayout: async () => {} }));
  const session = { say, generateReply: vi.fn() } as never;
  const ending = new CallEnding();
  await resumeCall({ session, soFar: soFar({ past }), language, ending, floor: { free: true } });
  expect(say.mock.calls.map(([text]) => text)).toEqual(words);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'agent_hung_up' });
});
