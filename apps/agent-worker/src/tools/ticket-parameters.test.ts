import { collectedFactSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ticketParameters, toTicketBody } from './ticket-parameters.ts';

const facts = [
  { key: 'name', label: 'Full name', question: 'Name?' },
  { key: 'day', label: 'Day', question: 'Which day?', type: 'date' },
  { key: 'size', label: 'Size', question: 'Size?', type: 'choice', choices: ['small', 'large'] },
  { key: 'rooms', label: 'Rooms', question: 'How many?', type: 'number', required: false },
  { key: 'dog', label: 'Dog', question: 'A dog?', type: 'yes_no', ask_when: 'they mention a pet' },
].map((fact) => collectedFactSchema.parse(fact));

test('the model is asked for what is collected, each by its type; what may be left open is optional', () => {
  const schema = z.toJSONSchema(ticketParameters(facts));
  expect(schema.required).toEqual(['name', 'day', 'size']);
  expect(schema.properties).toEqual({
    name: { type: 'string', description: 'Full name, as the caller told it.' },
    day: { type: 'string', description: 'Day, as the caller told it. As YYYY-MM-DD.' },
    size: { type: 'string', enum: ['small', 'large'], description: 'Size, as the caller told it.' },
    rooms: { type: 'number', description: 'Rooms, as the caller told it.' },
    dog: { type: 'boolean', description: 'Dog, as the caller told it. Only when they mention a pet.' },
    summary: { type: 'string', description: expect.any(String) },
  });
});

test('the ticket’s own fields are apart from other facts, and what was not told is left out', () => {
  expect(toTicketBody({ name: 'Ann', phone: '', day: '2026-01-05', dog: false, summary: 'A call.' })).toEqual(
    {
      name: 'Ann',
      summary: 'A call.',
      facts: { day: '2026-01-05', dog: false },
    },
  );
  expect(toTicketBody({ reason: 'x', rooms: undefined })).toEqual({ reason: 'x' });
});
