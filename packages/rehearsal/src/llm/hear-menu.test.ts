import { expect, test } from 'vitest';
import type { ChatTool } from './chat.ts';
import { respond } from './respond.ts';

const tool = (name: string): ChatTool => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: {} } },
});
const hear = (text: string, tools: string[], goal = 'Book a visit of the repairs team.') =>
  respond({
    messages: [
      { role: 'system', content: `# What a call should come to\n1. ${goal}` },
      { role: 'user', content: text },
    ],
    tools: tools.map(tool),
  });
const menu =
  'Thank you for calling. Press one for sales. Press two for repairs. Press three for an operator.';

test('of a menu the option is pressed that the prompt speaks of, without a word', () => {
  expect(hear(menu, ['send_digits'])).toEqual({
    toolCalls: [{ name: 'send_digits', arguments: { digits: '2' } }],
  });
});

test('without one it is the last, which leads to a person', () => {
  expect(hear(menu, ['send_digits'], 'Say hello.').toolCalls).toEqual([
    { name: 'send_digits', arguments: { digits: '3' } },
  ]);
});

test('who has no keys, or hears no menu, talks', () => {
  expect(hear(menu, ['end_call']).toolCalls?.[0]?.name).not.toBe('send_digits');
  expect(hear('Hello, who is this?', ['send_digits']).toolCalls).toBeUndefined();
});
