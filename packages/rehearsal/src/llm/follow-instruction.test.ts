import { expect, test } from 'vitest';
import type { ChatMessage } from './chat.ts';
import { respond } from './respond.ts';
import { receptionistPrompt, receptionistTools } from './testing/talk.ts';

const say = (system: string, ...before: ChatMessage[]) =>
  respond({ messages: [{ role: 'system', content: system }, ...before], tools: receptionistTools }).content;
const agentSaid = (content: string): ChatMessage => ({ role: 'assistant', content });

test.each([
  ['offers help when nothing tells it to greet', receptionistPrompt, 'How can I help you?'],
  [
    'greets when told to',
    `${receptionistPrompt}\nGreet the caller.`,
    'Hello, thank you for calling Maple Property Management. How can I help you?',
  ],
  ['greets in the words of the prompt', 'Greet with: "Good day to you!"\nBe kind.', 'Good day to you!'],
  ['says what it is told', `${receptionistPrompt}\nSay exactly: "One moment."`, 'One moment.'],
  [
    'asks a silent caller',
    `${receptionistPrompt}\nThe caller is silent. Ask whether they are still there.`,
    'Are you still there?',
  ],
  ['takes leave', `${receptionistPrompt}\nSay goodbye to the caller.`, 'Thank you for calling. Goodbye.'],
])('%s', (_, prompt, answer) => expect(say(prompt)).toBe(answer));

test('goes on where it was when it is asked to speak again', () => {
  const messages: ChatMessage[] = [
    { role: 'user', content: 'my sink is leaking' },
    agentSaid('May I have your name, please?'),
  ];
  expect(say(receptionistPrompt, ...messages)).toBe('May I have your name, please?');
});

test('keeps what it waits for through words of its own that ask nothing', () => {
  const messages: ChatMessage[] = [
    { role: 'user', content: 'my sink is leaking' },
    agentSaid('I am sorry to hear that. May I have your'),
    agentSaid('Are you still there?'),
    { role: 'user', content: [{ type: 'text', text: 'john smith' }] },
  ];
  expect(say(receptionistPrompt, ...messages)).toBe('Thanks. What is the best phone number to reach you?');
});

test('says nothing more after the call was ended, nor after an answer to a tool it does not know', () => {
  const messages: ChatMessage[] = [
    { role: 'user', content: 'goodbye' },
    {
      role: 'assistant',
      content: 'Goodbye.',
      tool_calls: [{ id: '1', function: { name: 'end_call', arguments: '{' } }],
    },
    { role: 'tool', tool_call_id: '1', content: 'ok' },
  ];
  expect(respond({ messages: [{ role: 'system', content: '' }, ...messages] })).toEqual({});
});

test('calls no tool when the request forbids it', () => {
  const messages: ChatMessage[] = [
    { role: 'system', content: receptionistPrompt },
    { role: 'user', content: 'what are your office hours' },
  ];
  const reply = respond({ messages, tools: receptionistTools, tool_choice: 'none' });
  expect(reply.toolCalls).toBeUndefined();
  expect(reply.content).toBeTruthy();
});
