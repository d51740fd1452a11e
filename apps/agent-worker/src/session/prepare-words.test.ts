import { expect, test } from 'vitest';
import { testBrief } from '../testing/brief.ts';
import { CallLanguage } from './call-language.ts';
import { callVariables } from './call-variables.ts';
import { prepareWords } from './prepare-words.ts';

const call = { from: '+15550142', to: '+15550100', past_calls: [] };

async function prepared(brief: ReturnType<typeof testBrief>) {
  const first: [string, boolean][] = [];
  const others: string[] = [];
  const fillIn = callVariables(brief, new Date());
  await prepareWords({
    tts: {
      prepare: async (text, { lasting }) => void first.push([text, lasting]),
      expect: async (texts) => void others.push(...texts),
    },
    brief,
    language: new CallLanguage(brief, fillIn),
    fillIn,
  });
  return { first, others };
}

test('the greeting is made ready, and the fixed words are kept once they are said', async () => {
  const brief = testBrief();
  brief.config.greeting = 'Hello from {{business_name}}.';
  const { first, others } = await prepared(brief);
  expect(first).toEqual([
    [`Hello from ${brief.tenant_name}.`, true],
    ['One moment, please.', true],
  ]);
  expect(others).toContain('Are you still there?');
});

test('the open question of a call that goes on is made ready, and not kept', async () => {
  const past = [
    { type: 'said' as const, speaker: 'agent' as const, text: 'Ann, how old?', interrupted: false },
  ];
  const so_far = { past, agent_spoke: true, cut: null, language: 'en', recording: null };
  const { first } = await prepared(testBrief({ so_far }));
  expect(first[0]).toEqual(['I am sorry, I was gone for a moment. Ann, how old?', false]);
});

test('outside the opening hours the words are those that are said then', async () => {
  const { first } = await prepared(testBrief({ is_open: false }));
  expect(first[0]?.[0]).toMatch(/closed/);
});

test('what is said with the variables of one call is not kept, nor are words that may hold them', async () => {
  const variables = { customer: 'Ann' };
  const brief = testBrief({ call: { ...call, direction: 'outbound', variables } });
  brief.config.greeting = 'Hello {{customer}}.';
  brief.config.calls_out.announce_opt_out = true;
  const { first, others } = await prepared(brief);
  expect(first[0]).toEqual([expect.stringMatching(/^Hello Ann\. .*press nine\.$/), false]);
  expect(others).not.toContain('Are you still there?');
});
