import { expect, test } from 'vitest';
import { answerFrom } from './answer-from.ts';

const hit = (title: string, text: string) => ({ title, text });
const long =
  'Rent is due on the first. It can be paid online. Checks are taken too. Late fees begin on the fifth. Ask for a plan.';

test.each<[string, string, string, string | undefined]>([
  [
    'hits as JSON',
    JSON.stringify({ hits: [hit('Pets', 'Dogs are welcome.')] }),
    'are dogs ok',
    'Dogs are welcome.',
  ],
  ['a list', JSON.stringify([hit('Pets', 'Dogs are welcome.')]), 'are dogs ok', 'Dogs are welcome.'],
  ['titled text', 'Pets: Dogs are welcome.', 'what about pets', 'Dogs are welcome.'],
  ['plain text', 'Dogs are welcome.', 'dogs', 'Dogs are welcome.'],
  [
    'the fitting hit of two',
    JSON.stringify([hit('Rent', 'Due on the first.'), hit('Pets', 'Dogs are welcome.')]),
    'can i keep a dog',
    'Dogs are welcome.',
  ],
  [
    'three sentences around the fitting one',
    JSON.stringify([hit('Rent', long)]),
    'is there a late fee for rent',
    'Checks are taken too. Late fees begin on the fifth. Ask for a plan.',
  ],
  ['no hits', '{"hits":[]}', 'dogs', undefined],
  ['no hits in words', 'No results found.', 'dogs', undefined],
  [
    'a hit that only the search understands',
    JSON.stringify([hit('Rent', 'Due on the first.')]),
    'dogs',
    'Due on the first.',
  ],
  [
    'a question without a topic trusts the search',
    JSON.stringify([hit('Rent', 'Due.')]),
    'what is it',
    'Due.',
  ],
  ['a failed search', 'The knowledge cannot be reached just now. Say so.', 'say', undefined],
  ['JSON that is no list', '{"error":"away"}', 'dogs', undefined],
])('%s', (_, result, query, answer) => expect(answerFrom(result, query)).toBe(answer));
