import { initializeLogger, type voice } from '@livekit/agents';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { pressKeys } from '../keys/press-keys.ts';
import { createAgent } from '../session/create-agent.ts';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { observedSession } from '../testing/run-session.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let open: voice.AgentSession | undefined;
afterEach(() => open?.close());

async function press(digits: string, pressed: (keys: string) => Promise<void>) {
  const brief = testBrief();
  brief.config.tools = ['send_digits'];
  const { session, recorded } = observedSession({
    replies: [{ input: 'menu', toolCalls: [{ name: 'send_digits', args: { digits } }] }],
  });
  open = session;
  await session.start({ agent: createAgent(brief, agentParts(brief, { pressKeys: pressed })) });
  await session.run({ userInput: 'menu' }).wait();
  const output = session.history.items.find((item) => item.type === 'function_call_output');
  return { recorded, output };
}

test('presses what the model chose, and says nothing into the menu', async () => {
  const pressed = vi.fn(async () => {});
  const { recorded, output } = await press('1w2#', pressed);
  expect(pressed.mock.calls).toEqual([['1w2#']]);
  expect(output).toMatchObject({ isError: false });
  expect(recorded.of('transcript')).toEqual([]);
});

test('tells the model when the line did not take them, or when they are no keys', async () => {
  const broken = vi.fn(async () => {
    throw new Error('gone');
  });
  expect((await press('1', broken)).output).toMatchObject({
    isError: true,
    output: expect.stringContaining('could not be pressed'),
  });
  expect((await press('one', broken)).output).toMatchObject({ isError: true });
  expect(broken).toHaveBeenCalledOnce();
});

test('is there for calls out alone, and only where the agent may', () => {
  const brief = testBrief();
  const names = (tools: typeof brief.config.tools, pressed?: () => Promise<void>) =>
    Object.keys(
      createAgent(
        { ...brief, config: { ...brief.config, tools } },
        agentParts(brief, pressed && { pressKeys: pressed }),
      ).toolCtx.functionTools,
    );
  expect(names(['send_digits'], async () => {})).toEqual(['send_digits']);
  expect(names(['send_digits'])).toEqual([]);
  expect(names(['end_call'], async () => {})).toEqual(['end_call']);
});

test('keys leave one after another with their RFC 4733 numbers, apart by a tone’s length, and wait at a w', async () => {
  const steps: (string | number)[] = [];
  const localParticipant = {
    publishDtmf: async (code: number, key: string) => void steps.push(`${key}=${code}`),
  };
  const wait = async (ms: number) => void steps.push(ms);
  await pressKeys({ localParticipant } as never, '1#w*a', wait);
  expect(steps).toEqual(['1=1', 300, '#=11', 300, 500, '*=10', 300, 'A=12', 300]);
});
