import { initializeLogger, llm, voice } from '@livekit/agents';
import { beforeAll, expect, test } from 'vitest';
import { summarizeCall } from './summarize-call.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const history = new llm.ChatContext();
history.addMessage({ role: 'assistant', content: 'How can I help?' });
history.addMessage({ role: 'user', content: 'My sink leaks.' });
const conversation = 'Agent: How can I help?\nCaller: My sink leaks.';

test('says what the model makes of the conversation', async () => {
  const model = new voice.testing.FakeLLM([{ input: conversation, content: 'A caller has a leaking sink.' }]);
  expect(await summarizeCall(model, history)).toBe('A caller has a leaking sink.');
});

test('without the model it is the caller’s last words', async () => {
  expect(await summarizeCall(new voice.testing.FakeLLM([]), history)).toBe('My sink leaks.');
  expect(await summarizeCall(new voice.testing.FakeLLM([]), new llm.ChatContext())).toBe('');
});
