import type { Past } from '@parley/contracts';
import { expect, test } from 'vitest';
import { restoreConversation } from './restore-conversation.ts';

const said = (speaker: 'caller' | 'agent', text: string, interrupted = false): Past => ({
  ...{ type: 'said', speaker, text, interrupted },
});
const tool = (name: string, status: 'started' | 'succeeded' | 'failed', result = ''): Past => ({
  ...{ type: 'tool', call_id: name, name, status, arguments: { a: 1 }, result },
});
const kinds = (...past: Past[]) => restoreConversation({ past }).items.map(({ type }) => type);

test('every turn by its role, in order, before all that is to come', () => {
  const begin = Date.now();
  const { items } = restoreConversation({
    past: [said('agent', 'Hello.'), said('caller', 'A leak.'), said('agent', 'Oh', true)],
  });
  expect(items).toMatchObject([
    { role: 'assistant', content: ['Hello.'], interrupted: false },
    { role: 'user', content: ['A leak.'] },
    { role: 'assistant', interrupted: true },
  ]);
  const times = items.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThanOrEqual(begin + 1_000);
});

test('a tool that ran is not run again: the model has its answer', () => {
  const { items } = restoreConversation({ past: [tool('create_ticket', 'succeeded', '{"ticket_id":"t"}')] });
  expect(items).toMatchObject([
    { type: 'function_call', name: 'create_ticket', args: '{"a":1}', callId: 'create_ticket' },
    { type: 'function_call_output', output: '{"ticket_id":"t"}', isError: false, callId: 'create_ticket' },
  ]);
});

test('one that was broken off is forgotten where it may run again, and else not to be repeated', () => {
  expect(kinds(tool('create_ticket', 'started'))).toEqual([]);
  const { items } = restoreConversation({ past: [tool('send_digits', 'started')] });
  expect(items[1]).toMatchObject({ isError: true, output: expect.stringContaining('Do not do it again') });
});
