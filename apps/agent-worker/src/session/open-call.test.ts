import { type AnswerWith, agentConfigSchema } from '@parley/contracts';
import { expect, test, vi } from 'vitest';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { CallEnding } from './call-ending.ts';
import { openCall } from './open-call.ts';

async function open(config: object, is_open: boolean, answer_with: AnswerWith | null = null) {
  const greeting = 'Hello, this is {{business_name}}.';
  const brief = testBrief({
    config: agentConfigSchema.parse({ greeting, persona: 'P', ...config }),
    is_open,
    answer_with,
  });
  const { language, fillIn } = agentParts(brief);
  const ending = new CallEnding();
  const say = vi.fn(() => ({ waitForPlayout: async () => {} }));
  await openCall({ session: { say: say as never }, brief, ending, language, fillIn });
  return { said: say.mock.calls.map(([text]: string[]) => text), ending };
}

test('greets with the variables filled in', async () => {
  const { said, ending } = await open({}, true);
  expect(said).toEqual(['Hello, this is Maple Property Management.']);
  expect(ending.ended).toBe(false);
});

test('when closed, says so in place of the greeting, and goes on to take a message', async () => {
  const { said, ending } = await open({ templates: { business_closed: 'We are shut.' } }, false);
  expect(said).toEqual(['We are shut.']);
  expect(ending.ended).toBe(false);
});

test('when closed and no messages are taken, says so and hangs up', async () => {
  const { said, ending } = await open({ when_closed: 'hang_up' }, false);
  expect(said).toEqual(['Thank you for calling. We are closed at the moment. Please call again. Goodbye.']);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'agent_hung_up' });
});

test.each([
  ['closed_message', /closed at the moment/],
  ['unavailable_message', /nobody can take your call/],
] as const)('%s is all that is said', async (answerWith, words) => {
  const { said, ending } = await open({}, true, answerWith);
  expect(said).toEqual([expect.stringMatching(words)]);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'agent_hung_up' });
});

test('voicemail takes a message, also where the agent itself takes none', async () => {
  const { said, ending } = await open({ when_closed: 'hang_up' }, false, 'voicemail');
  expect(said).toEqual([expect.stringMatching(/can take a message/)]);
  expect(ending.ended).toBe(false);
});
