import { expect, test } from 'vitest';
import { understandAnswer } from './understand-answer.ts';

const all = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'];

test.each([
  'Yes.',
  'Yes, that is fine.',
  'Um, yeah, sure',
  'okay',
  'Of course you can.',
  'No problem.',
  'I don’t mind.',
  'Not at all',
  'go ahead',
  'Ja, gerne.',
  'Kein Problem.',
  'Sí, claro.',
  'Oui, bien sûr.',
  'Sì, va bene.',
  'Ja, dat is goed.',
  'Sim, pode.',
])('%j is a yes', (text) => expect(understandAnswer(text, all)).toBe('yes'));

test.each([
  'No.',
  'No, I do not want that.',
  'nope',
  'Please don’t.',
  'I would rather not.',
  'Yes, I mean no.',
  'Nein, danke.',
  'Lieber nicht.',
  'No, gracias.',
  'Non, merci.',
  'Preferisco di no.',
  'Nee, liever niet.',
  'Não, obrigado.',
])('%j is a no', (text) => expect(understandAnswer(text, all)).toBe('no'));

test.each(['', 'Hello?', 'What?', 'My sink is leaking.', 'Who is this?', 'I said yesterday', 'Why?'])(
  '%j is neither: nothing is recorded',
  (text) => expect(understandAnswer(text, all)).toBe('unclear'),
);

test('is heard in the languages that the agent speaks, and in English always', () => {
  expect(understandAnswer('Oui', ['en'])).toBe('unclear');
  expect(understandAnswer('yes', ['fr'])).toBe('yes');
});
