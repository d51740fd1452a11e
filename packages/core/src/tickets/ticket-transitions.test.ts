import { ticketStatusSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { requireTransition, ticketTransitions } from './ticket-transitions.ts';

const statuses = ticketStatusSchema.options;
const allowed = [
  'open in_progress',
  'open waiting',
  'open resolved',
  'open closed',
  'in_progress waiting',
  'in_progress resolved',
  'in_progress closed',
  'waiting in_progress',
  'waiting resolved',
  'waiting closed',
  'resolved closed',
  'resolved reopened',
  'closed reopened',
  'reopened in_progress',
  'reopened waiting',
  'reopened resolved',
  'reopened closed',
];
const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));

test.each(pairs)('%s → %s', (from, to) => {
  if (allowed.includes(`${from} ${to}`)) requireTransition(from, to);
  else
    expect(() => requireTransition(from, to)).toThrow(
      expect.objectContaining({
        code: 'INVALID_TRANSITION',
        detail: expect.stringContaining(ticketTransitions[from].join(', ')),
      }),
    );
});
