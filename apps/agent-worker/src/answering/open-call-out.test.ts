import { type AgentConfigInput, agentConfigSchema } from '@parley/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallEnding } from '../session/call-ending.ts';
import { Floor } from '../session/floor.ts';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { type CallOutOpening, openCallOut } from './open-call-out.ts';
import type { Verdict } from './opening-judge.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => vi.useRealTimers());

const greeting = 'Hello, this is Maya.';

/** A call that is answered by what the verdicts say, in order. */
function answered(verdicts: Verdict[], callsOut: AgentConfigInput['calls_out'] = {}) {
  const brief = testBrief({
    config: agentConfigSchema.parse({ greeting, persona: 'P', calls_out: callsOut }),
    is_open: false,
  });
  const said: string[] = [];
  const steps: string[] = [];
  const ending = new CallEnding();
  const floor = new Floor();
  const machine = Promise.withResolvers<void>();
  const speech = { done: () => false, allowInterruptions: false, waitForPlayout: async () => {} };
  const session = {
    say: (text: string, { allowInterruptions }: { allowInterruptions: boolean }) => {
      said.push(text);
      steps.push(allowInterruptions ? 'say' : 'say on');
      return speech;
    },
    interrupt: ({ force }: { force: boolean }) => steps.push(force ? 'cut' : 'interrupt'),
  };
  const done = openCallOut({
    session: session as unknown as CallOutOpening['session'],
    brief,
    ending,
    ...agentParts(brief),
    floor,
    ear: {
      verdict: async () => verdicts.shift(),
      machine: () => machine.promise,
      recording: async () => void steps.push('tone'),
    },
  });
  return { done, said, steps, ending, floor, speech, machine };
}

test.each(['person', 'silence'] as const)('a %s is greeted, whatever the opening hours say', async (is) => {
  const { said, floor, speech, ending } = answered([is]);
  await vi.waitFor(() => expect(said).toEqual([greeting]));
  expect([floor.free, speech.allowInterruptions]).toEqual([false, false]);
  expect(ending.ended).toBe(false);
});

test('the key that ends all calls is announced where the configuration says so', async () => {
  const { said } = answered(['person'], { announce_opt_out: true });
  await vi.waitFor(() =>
    expect(said).toEqual([`${greeting} If you would rather not be called, press nine.`]),
  );
});

test('a machine is hung up on', async () => {
  const { done, said, ending } = answered(['voicemail']);
  await done;
  expect(said).toEqual([]);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'voicemail' });
});

test('or gets its message after the tone, with the variables filled in, and not cut off', async () => {
  const { done, said, steps, ending } = answered(['voicemail'], {
    voicemail: { do: 'leave_message', message: 'This is {{agent_name}}. Please call us.' },
  });
  await done;
  expect(said).toEqual(['This is Maya. Please call us.']);
  expect(steps).toEqual(['tone', 'say on']);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'voicemail' });
});

test('who screens is told name and reason, and the person behind is greeted', async () => {
  const { said } = answered(['screening', 'person'], { reason: 'the repair of your sink' });
  await vi.waitFor(() =>
    expect(said).toEqual([
      'This is Maya from Maple Property Management, calling about the repair of your sink.',
      greeting,
    ]),
  );
});

test('a menu is left to the model', async () => {
  const { done, said, floor } = answered(['menu']);
  await done;
  expect([said, floor.free]).toEqual([[], true]);
});

test('a machine that was taken for a person is found out in the midst of the greeting', async () => {
  const { done, said, steps, machine, ending } = answered(['person']);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  machine.resolve();
  await done;
  expect(steps).toEqual(['say on', 'cut']);
  expect(await ending.over).toMatchObject({ reason: 'voicemail' });
});
