import { initializeLogger, llm, voice } from '@livekit/agents';
import { beforeAll, expect, test, vi } from 'vitest';
import { thinkAhead } from './think-ahead.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const lookup = llm.tool({ name: 'lookup', description: 'Looks up.', execute: async () => '' });

function open(agentState: voice.AgentState, free = true) {
  const agent = new voice.Agent({ instructions: 'Be kind.', tools: [lookup] });
  const begin = vi.fn<(chat: Parameters<llm.LLM['chat']>[0]) => void>();
  const before = agent.chatCtx.items.length;
  thinkAhead({ session: { currentAgent: agent, agentState }, llm: { begin }, floor: { free } }, 'A leak.');
  expect(agent.chatCtx.items).toHaveLength(before);
  return { agent, begin };
}

test('the model is asked what it would be asked if that was all, and the conversation is as it was', () => {
  const { agent, begin } = open('listening');
  const [chat] = begin.mock.calls[0] ?? [];
  expect(chat?.chatCtx.items.at(-1)).toMatchObject({ role: 'user', textContent: 'A leak.' });
  expect(chat?.chatCtx.items.slice(0, -1).map(({ id }) => id)).toEqual(
    agent.chatCtx.items.map(({ id }) => id),
  );
  expect(Object.keys(llm.toToolContext(chat?.toolCtx)?.functionTools ?? {})).toEqual(['lookup']);
});

test.each([
  ['the agent speaks', 'speaking', true],
  ['it thinks already', 'thinking', true],
  ['somebody else holds the floor', 'listening', false],
] as const)('it is not asked while %s', (_, state, free) => {
  expect(open(state, free).begin).not.toHaveBeenCalled();
});
