import { expect, test } from 'vitest';
import { testBrief } from '../testing/brief.ts';
import { buildPrompt } from './build-prompt.ts';

const headings = (prompt: string): string[] =>
  [...prompt.matchAll(/^# (.+)$/gm)].map(([, heading]) => heading as string);

test('has a section for each thing that the model must know', () => {
  const prompt = buildPrompt(testBrief());
  expect(headings(prompt)).toEqual([
    'Who you are',
    'Instructions',
    'How you speak',
    'What you may answer',
    'What to collect',
    'How the call ends',
  ]);
  expect(prompt).toContain('Business: Maple Property Management');
  expect(prompt).toContain('You are the friendly receptionist');
  expect(prompt).toContain('Your name is Maya.');
  expect(prompt).toContain('Never quote prices.');
  expect(prompt).toContain('Speak English.');
  expect(prompt).toContain('It covers: Office hours; Pets.');
});

test('the facts are asked for in their order, and read back except where it is not wanted', () => {
  const prompt = buildPrompt(testBrief());
  const lines = prompt.split('\n').filter((line) => line.startsWith('- '));
  expect(lines).toEqual([
    '- name: "May I have your name?"',
    '- phone: "What number can we reach you at?"',
    '- property: "Which property is it?"',
    '- reason: "What is it about?"',
  ]);
  expect(prompt).toContain('read back what was told (name, phone number, property;');
});

test("the session's own prompt replaces persona and instructions; the rules stay", () => {
  const prompt = buildPrompt(testBrief({ system_prompt: 'You sell bananas.' }));
  expect(prompt).toContain('# Your task\nYou sell bananas.');
  expect(prompt).not.toContain('friendly receptionist');
  expect(prompt).not.toContain('Never quote prices.');
  expect(headings(prompt)).toEqual([
    'Your task',
    'How you speak',
    'What you may answer',
    'What to collect',
    'How the call ends',
  ]);
});

test('a language that nobody knows is told as it is', () => {
  const brief = testBrief();
  expect(
    buildPrompt({
      ...brief,
      config: { ...brief.config, languages: { ...brief.config.languages, first: 'en_US' } },
    }),
  ).toContain('Speak en_US.');
});

test('an agent that collects nothing is not told to', () => {
  const brief = testBrief({ knowledge_topics: [] });
  const prompt = buildPrompt({
    ...brief,
    config: {
      ...brief.config,
      collect: [],
      instructions: '',
      languages: { ...brief.config.languages, first: 'de' },
    },
  });
  expect(prompt).not.toContain('create_ticket');
  expect(prompt).not.toContain('It covers');
  expect(prompt).toContain('Speak German.');
});
