import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from './domain-error.ts';
import { parseInput } from './parse-input.ts';

const money = z.object({ amount: z.number(), currency: z.string() });
const schema = z.object({
  version: z.number().min(1).max(9).optional(),
  kind: z.enum(['a', 'b']).optional(),
  name: z.string().min(1).max(3).optional(),
  tags: z.array(z.string()).max(1).optional(),
  variables: z.record(z.string().regex(/^[a-z]+$/, 'Use small letters.'), z.string()).optional(),
  which: z.union([z.enum(['draft']), z.coerce.number()]).optional(),
  price: z.union([z.object({ items: z.array(money) }), z.string()]).optional(),
  own: z.number('own is your own number').optional(),
  strict: z.strictObject({}).optional(),
  from: z.iso.datetime().optional(),
});

describe('what is wrong with a field', () => {
  it.each<[string, unknown, string]>([
    ['version', { version: '3' }, 'version must be a number, not text.'],
    ['version', { version: null }, 'version must be a number, not null.'],
    ['version', { version: 12 }, 'version must be at most 9.'],
    ['version', { version: 0 }, 'version must be at least 1.'],
    ['kind', { kind: 'c' }, 'kind must be one of a, b.'],
    ['name', { name: '' }, 'name is empty: write something.'],
    ['name', { name: 'long' }, 'name is too long: write at most 3 characters.'],
    ['tags', { tags: ['a', 'b'] }, 'tags must have at most 1 entries.'],
    ['tags.0', { tags: [1] }, 'tags must be text, not a number.'],
    ['variables.A b', { variables: { 'A b': 'x' } }, 'Use small letters.'],
    ['which', { which: 'abc' }, 'which must be draft. Or it must be a number.'],
    ['price', { price: { items: [{ amount: 1 }] } }, 'items.0.currency: currency is missing: give text.'],
    ['own', { own: 'x' }, 'own is your own number'],
    ['strict', { strict: { x: 1 } }, 'There is no x here: correct the name, or leave it out.'],
    ['from', { from: 'May' }, 'from must be a moment like 2030-01-31T12:00:00Z.'],
    ['', [], 'this must be an object, not a list.'],
    ['', undefined, 'this is missing: give an object.'],
  ])('%s: %j', (path, input, message) => {
    try {
      parseInput(schema, input as never);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error.issues).toEqual([{ path, message }]);
    }
  });
});
