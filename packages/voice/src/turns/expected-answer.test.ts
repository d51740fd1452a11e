import { agentConfigSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { expectedAnswer } from './expected-answer.ts';

const { collect } = agentConfigSchema.parse({
  greeting: 'Hi.',
  persona: 'P',
  collect: [
    { key: 'phone', label: 'mobile', question: 'Your mobile?', type: 'phone' },
    { key: 'name', label: 'name', question: 'Your name?' },
  ],
});

test('the flow’s own facts, then the words of the question', () => {
  expect(expectedAnswer('Thank you. And your mobile?', collect)).toBe('phone');
  expect(expectedAnswer('May I have your name?', collect)).toBe('open');
  expect(expectedAnswer('What number can we reach you at?', [])).toBe('phone');
  expect(expectedAnswer('What is your e-mail?', [])).toBe('email');
  expect(expectedAnswer('Which property is it?', [])).toBe('address');
});

test('only the last sentence asks', () => {
  expect(expectedAnswer('I have your phone number. What is it about?', [])).toBe('open');
  expect(expectedAnswer('', [])).toBe('open');
});
