import {
  type AgentConfigInput,
  agentConfigSchema,
  fillVariables,
  storedAgentConfigSchema,
  variablesIn,
} from '@parley/contracts';
import { describe, expect, it } from 'vitest';

const issuesOf = (config: Partial<AgentConfigInput>) =>
  agentConfigSchema
    .safeParse({ greeting: 'Hi.', persona: 'P', ...config })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
const fact = { key: 'size', label: 'size', question: 'Which size?' };
const target = { key: 'boss', label: 'the boss', number: '+12025550123', available: 'always' as const };

describe('an agent’s configuration', () => {
  it('needs a greeting and a persona; the rest has defaults', () => {
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ greeting: ' ' })).toEqual([['greeting', 'greeting is empty: write at least a word.']]);
    expect(agentConfigSchema.parse({ greeting: 'Hi.', persona: 'P' })).toMatchObject({
      languages: { first: 'en', switching: 'never' },
      personality: { warmth: 50 },
      tools: ['lookup_knowledge', 'create_ticket', 'end_call', 'transfer_call'],
      limits: { idle_questions: 2 },
      opening_hours: null,
    });
  });

  it.each<[string, Partial<AgentConfigInput>, string, RegExp]>([
    ['a variable nobody knows', { persona: 'In {{town}}.' }, 'persona', /no variable {{town}}: add it/],
    [
      'the same in a block',
      { blocks: [{ title: 'T', text: '{{x}}' }] },
      'blocks.0.text',
      /add it to "variables"/,
    ],
    ['the same in a template', { templates: { goodbye: '{{x}}' } }, 'templates.goodbye', /{{x}}/],
    ['a built-in variable set', { variables: { date: 'today' } }, 'variables.date', /choose another name/],
    ['a fact twice', { collect: [fact, fact] }, 'collect.1.key', /Another fact has the key "size"/],
    [
      'a choice of one',
      { collect: [{ ...fact, type: 'choice', choices: ['a'] }] },
      'collect.0.choices',
      /at least two/,
    ],
    [
      'choices of a text',
      { collect: [{ ...fact, choices: ['a', 'b'] }] },
      'collect.0.choices',
      /Only a fact of the type/,
    ],
    [
      'min above max',
      { collect: [{ ...fact, type: 'number', validation: { min: 2, max: 1 } }] },
      'collect.0.validation',
      /min is above max/,
    ],
    [
      'the summary as a fact',
      { collect: [{ ...fact, key: 'summary' }] },
      'collect.0.key',
      /written by the agent/,
    ],
    ['facts without tickets', { collect: [fact], tools: ['end_call'] }, 'tools', /allow "create_ticket"/],
    ['a tool twice', { tools: ['end_call', 'end_call'] }, 'tools', /named twice/],
    [
      'nothing to switch to',
      { languages: { switching: 'follow' } },
      'languages.allowed',
      /Name the languages/,
    ],
    ['no such language', { languages: { first: 'English' } }, 'languages.first', /"de" or "pt-BR"/],
    ['a target twice', { transfer_targets: [target, target] }, 'transfer_targets.1.key', /Another target/],
    [
      'a number without country',
      { transfer_targets: [{ ...target, number: '5550123' }] },
      'transfer_targets.0.number',
      /with \+ and country code/,
    ],
    [
      'a target in hours that are not',
      { transfer_targets: [{ ...target, available: 'opening_hours' }] },
      'transfer_targets.0.available',
      /set opening_hours, or take "always"/,
    ],
    ['braces left open', { greeting: 'This is {{agent_name}.' }, 'greeting', /write a variable as {{name}}/],
    [
      'a variable nobody knows in a question',
      { collect: [{ ...fact, question: 'Which {{x}}?' }] },
      'collect.0.question',
      /no variable {{x}}/,
    ],
    [
      'a variable within one of our own',
      { variables: { a: 'x', b: '{{a}}' } },
      'variables.b',
      /write out {{a}}/,
    ],
    [
      'a holiday twice',
      {
        opening_hours: {
          time_zone: 'Europe/Berlin',
          holidays: ['a', 'b'].map((name) => ({ date: '2030-12-25', name })),
        },
      },
      'opening_hours.holidays.1.date',
      /there twice/,
    ],
    [
      'a choice twice',
      { collect: [{ ...fact, type: 'choice', choices: ['Yes', 'yes'] }] },
      'collect.0.choices',
      /name it once/,
    ],
    ['a least text', { collect: [{ ...fact, validation: { min: 3 } }] }, 'collect.0.validation', /"number"/],
  ])('says where and what to do: %s', (_, config, path, message) => {
    expect(issuesOf(config)).toEqual([[path, expect.stringMatching(message)]]);
  });
});

describe('a field that nobody knows', () => {
  const hours = { time_zone: 'Europe/Berlin', weekly: { monday: [] } };
  it.each<[string, object]>([
    ['', { greting: 'Hi.' }],
    ['limits', { limits: { max_duration: 60 } }],
    ['personality', { personality: { charm: 1 } }],
    ['collect.0.validation', { collect: [{ ...fact, validation: { max_len: 1 } }] }],
    [
      'models.tts.fallbacks.0',
      { models: { tts: { provider: 'openai', fallbacks: [{ provider: 'openai', speed: 2 }] } } },
    ],
    ['opening_hours.weekly', { opening_hours: hours }],
    ['transfer_targets.0', { transfer_targets: [{ ...target, fax: '1' }] }],
  ])('is named, in %j', (path, config) => {
    expect(issuesOf(config)).toEqual([[path, expect.stringContaining('nrecognized key')]]);
    const stored = { greeting: 'Hi.', persona: 'P', ...config };
    expect(storedAgentConfigSchema.safeParse(stored).success).toBe(true);
  });
});

describe('variables in texts', () => {
  it('are found once each, with or without spaces', () => {
    expect(variablesIn('{{a}} {{ b }} {{a}} {c} {{}}')).toEqual(['a', 'b', '']);
  });

  it('are filled in once, and only by own properties', () => {
    expect(fillVariables('{{a}} {{toString}} {{b}}', { a: '{{b}}', b: '2' })).toBe('{{b}} {{toString}} 2');
  });
});
