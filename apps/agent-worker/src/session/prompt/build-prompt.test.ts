import { type AgentConfigInput, agentConfigSchema, type SessionBrief } from '@parley/contracts';
import { expect, test } from 'vitest';
import { agentParts } from '../../testing/agent-parts.ts';
import { testBrief } from '../../testing/brief.ts';
import { buildPrompt } from './build-prompt.ts';

const promptOf = (changes: Partial<SessionBrief> = {}): string => {
  const brief = testBrief(changes);
  return buildPrompt(brief, agentParts(brief).fillIn);
};
/** The prompt of an agent of which only this is configured. */
const promptWith = (config: Partial<AgentConfigInput>, changes: Partial<SessionBrief> = {}): string =>
  promptOf({ config: agentConfigSchema.parse({ greeting: 'Hello.', persona: 'P.', ...config }), ...changes });
const headings = (prompt: string): string[] =>
  [...prompt.matchAll(/^# (.+)$/gm)].map(([, heading]) => heading as string);

const rules = ['Right now', 'How you speak', 'What you may answer', 'What to collect', 'How the call ends'];

test('has a section for each thing that the model must know', () => {
  const prompt = promptOf();
  expect(headings(prompt)).toEqual(['Who you are', 'Instructions', ...rules]);
  expect(prompt).toContain('Business: Maple Property Management');
  expect(prompt).toContain('You are the friendly receptionist');
  expect(prompt).toContain('Your name is Maya.');
  expect(prompt).toContain('Never quote prices.');
  expect(prompt).toContain('It is Monday, January 5, 2026, 12:00 PM at the business.');
  expect(prompt).toContain('Speak English. Say one or two');
  expect(prompt).toContain('It covers: Office hours; Pets.');
  expect(prompt).toContain('never make up prices, opening hours');
});

test('the facts are asked for in their order, and read back except where it is not wanted', () => {
  const prompt = promptOf();
  const lines = prompt.split('\n').filter((line) => line.startsWith('- '));
  expect(lines).toEqual([
    '- name: "May I have your name?"',
    '- phone: "What number can we reach you at?"',
    '- property: "Which property is it?"',
    '- reason: "What is it about?"',
  ]);
  expect(prompt).toContain('read back what was told (name, phone number, property;');
});

test('a fact says its kind, when it is asked for, and whether it may be left open', () => {
  const prompt = promptWith({
    collect: [
      { key: 'day', label: 'day', question: 'Which day?', type: 'date', read_back: false },
      {
        key: 'size',
        label: 'size',
        question: 'Which size?',
        type: 'choice',
        choices: ['small', 'large'],
        read_back: false,
      },
      {
        key: 'pet',
        label: 'pet',
        question: 'Which pet?',
        ask_when: 'they have one',
        required: false,
        read_back: false,
      },
    ],
  });
  expect(prompt).toContain('- day (a date; ask for day and month): "Which day?"\n');
  expect(prompt).toContain('- size (one of: small, large): "Which size?"\n');
  expect(prompt).toContain('- pet: "Which pet?"; only when they have one; may be left open\n');
  expect(prompt).toContain('When you have all of them, call create_ticket.');
  expect(prompt).not.toContain('read back');
});

test("the session's own prompt replaces what the agent is; the rules stay", () => {
  const prompt = promptOf({ system_prompt: 'You sell {{bananas}}.' });
  expect(prompt).toContain('# Your task\nYou sell {{bananas}}.');
  expect(prompt).not.toContain('friendly receptionist');
  expect(prompt).not.toContain('Never quote prices.');
  expect(headings(prompt)).toEqual(['Your task', ...rules]);
});

test('blocks follow in their order with their variables filled in, but those switched off', () => {
  const prompt = promptWith({
    persona: 'You work for {{business_name}} in {{town}}.',
    variables: { town: 'Salem', slogan: '{{business_name}} cares' },
    goals: ['Get {{town}} a plumber', 'Leave them calm'],
    blocks: [
      { title: 'Slogan', text: 'Say: {{slogan}}.' },
      { title: 'Old', text: 'Nothing.', enabled: false },
      { title: 'Area', text: 'We serve {{town}}.' },
    ],
  });
  expect(prompt).toContain('You work for Maple Property Management in Salem.');
  expect(prompt).toContain('1. Get Salem a plumber\n2. Leave them calm');
  expect(headings(prompt).slice(0, 4)).toEqual([
    'Who you are',
    'What a call should come to',
    'Slogan',
    'Area',
  ]);
  expect(prompt).toContain('Say: Maple Property Management cares.');
});

test('each slider off its middle is spoken of, and stressed near its end', () => {
  expect(headings(promptWith({}))).not.toContain('Your manner');
  const prompt = promptWith({ personality: { warmth: 100, formality: 30, detail: 45, humour: 0 } });
  expect(prompt).toContain(
    '# Your manner\n- Very warm: show that you care how the caller is doing.\n- Rather casual, as among neighbours.\n- Very sober: no jokes.\n\n',
  );
});

test('languages: those that may be changed to are named, with when', () => {
  const languages = { first: 'de', allowed: ['de', 'en', 'fr'], switching: 'on_request' as const };
  expect(promptWith({ languages })).toContain(
    'Speak German. You also know English, French. When the caller asks for one of them, call switch_language',
  );
  expect(promptWith({ languages: { ...languages, switching: 'follow' } })).toContain(
    'When the caller speaks one',
  );
  expect(promptWith({ languages: { ...languages, switching: 'never' } })).not.toContain('switch_language');
});

test('a language that nobody knows is told as it is', () => {
  const { config } = testBrief();
  const languages = { ...config.languages, first: 'en_US' };
  expect(promptOf({ config: { ...config, languages } })).toContain('Speak en_US.');
});

test('outside the opening hours the model knows it, and inside', () => {
  const opening_hours = { time_zone: 'Europe/Berlin' };
  expect(promptWith({ opening_hours })).toContain('The business is open.');
  expect(promptWith({ opening_hours }, { is_open: false })).toContain('The business is closed');
  expect(promptWith({})).not.toMatch(/business is (open|closed)/);
});

test('people whom callers ask for are known, and cannot be connected to', () => {
  const target = { key: 'boss', label: 'the manager', number: '+12025550123', available: 'always' as const };
  const prompt = promptWith({
    transfer_targets: [{ ...target, when: 'a complaint' }],
    templates: { transfer: 'I will tell {{agent_name}}’s manager.' },
  });
  expect(prompt).toContain('Callers may ask for: the manager (a complaint). You cannot connect a call');
  expect(prompt).toContain('say: "I will tell Maya’s manager."');
  expect(prompt).not.toContain('+12025550123');
});

test('without its tool, nothing is said of it', () => {
  const prompt = promptWith({ tools: [], templates: { cannot_help: 'Please write to us.' } });
  expect(headings(prompt)).toEqual(['Who you are', 'Right now', 'How you speak', 'What you may answer']);
  expect(prompt).not.toMatch(/lookup_knowledge|create_ticket|end_call/);
  expect(prompt).toContain('Asked for more, say: "Please write to us.".');
});

const past = {
  at: '2026-01-02T10:00:00.000Z',
  direction: 'inbound' as const,
  ticket: {
    name: 'Ann Lee',
    property: '12 Oak',
    reason: 'The sink leaks',
    summary: null,
    status: 'open' as const,
  },
};
const onTelephone = (call: Partial<NonNullable<SessionBrief['call']>> = {}) =>
  promptOf({
    call: {
      direction: 'inbound',
      from: '+14155550142',
      to: '+15550100',
      variables: {},
      past_calls: [],
      ...call,
    },
  });

test('on a telephone it knows the number, and what was before as perhaps another’s', () => {
  const prompt = onTelephone({ past_calls: [past] });
  expect(headings(prompt)).toContain('On the telephone');
  expect(prompt).toContain('Their number is +14155550142.');
  expect(prompt).toContain(
    '- January 2, 2026, they called: ticket of Ann Lee, 12 Oak: The sink leaks (open)',
  );
  expect(prompt).toMatch(/perhaps by another person .* Say nothing of them/);
  expect(prompt).toContain('call stop_calling at once');
});

test('of a hidden number it knows nothing; of a call out it knows the other’s number', () => {
  const hidden = onTelephone({ from: null });
  expect(hidden).toContain('Their number is hidden');
  expect(hidden).not.toContain('stop_calling');
  const out = onTelephone({ direction: 'outbound', from: '+15550100', to: '+14155550142' });
  expect(out).toContain('You have called the other person');
  expect(out).toContain('Their number is +14155550142.');
});
