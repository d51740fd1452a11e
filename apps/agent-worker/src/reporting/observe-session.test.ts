import { initializeLogger, llm, voice } from '@livekit/agents';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { observedSession } from '../testing/run-session.ts';
import { ScriptedSpeaker, SilentTts } from '../testing/silent-audio.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let open: voice.AgentSession | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const agent = () =>
  new voice.Agent({
    instructions: 'Test.',
    tools: {
      add: llm.tool({
        description: 'Adds.',
        parameters: z.object({ a: z.number() }),
        execute: async ({ a }) => a,
      }),
    },
  });

test('a typed turn: states, the reply as a final segment, its timing', async () => {
  const { session, recorded, observer } = observedSession({
    replies: [{ input: 'hi', content: 'Hello you.' }],
  });
  open = session;
  await session.start({ agent: agent() });
  observer.typed('hi');
  await session.run({ userInput: 'hi' }).wait();

  expect(recorded.of('agent_state').map(({ state }) => state)).toEqual(
    expect.arrayContaining(['listening', 'thinking', 'speaking']),
  );
  expect(recorded.of('transcript').map(({ speaker, text, final }) => [speaker, text, final])).toEqual([
    ['caller', 'hi', true],
    ['agent', 'Hello you.', true],
  ]);
  expect(recorded.of('turn_timing')).toHaveLength(1);
  expect(recorded.of('turn_timing')[0]).toMatchObject({
    segment_id: 'job-a-1',
    llm_first_token_ms: expect.any(Number),
  });
});

test('what the models took is reported when it is over, before the agent is gone', async () => {
  const { session, recorded, observer } = observedSession({ replies: [{ input: 'hi', content: 'Hello.' }] });
  open = session;
  await session.start({ agent: agent() });
  await session.run({ userInput: 'hi' }).wait();
  const metrics = { label: 'x', requestId: 'r', timestamp: 0, durationMs: 1, ttftMs: 1, cancelled: false };
  const tokens = { promptTokens: 90, promptCachedTokens: 0, completionTokens: 8, totalTokens: 98 };
  const metadata = { modelProvider: 'openai', modelName: 'mini' };
  (session.llm as llm.LLM).emit('metrics_collected', {
    type: 'llm_metrics',
    tokensPerSecond: 1,
    ...metrics,
    ...tokens,
    metadata,
  });
  observer.finish();
  expect(recorded.of('usage').at(-1)?.models).toContainEqual(
    expect.objectContaining({ stage: 'llm', model: 'mini', input_tokens: 90, output_tokens: 8 }),
  );
  expect(recorded.events.at(-1)).toEqual({ type: 'agent_state', state: 'gone' });
});

test('a call of a tool with arguments of the wrong shape is reported as failed', async () => {
  const { session, recorded } = observedSession({
    replies: [{ input: 'add', toolCalls: [{ name: 'add', args: { a: 'x' } }] }],
  });
  open = session;
  await session.start({ agent: agent() });
  await session.run({ userInput: 'add' }).wait();
  expect(recorded.of('tool').map(({ name, status }) => [name, status])).toEqual([
    ['add', 'started'],
    ['add', 'failed'],
  ]);
  expect(recorded.of('tool')[0]?.arguments).toEqual({ a: 'x' });
});

async function speaking() {
  const observed = observedSession({
    replies: [],
    options: { llm: new voice.testing.FakeLLM([]), tts: new SilentTts() },
  });
  const speaker = new ScriptedSpeaker();
  observed.session.output.audio = speaker;
  open = observed.session;
  await observed.session.start({ agent: agent() });
  observed.observer.followOutput();
  const finals = () =>
    observed.recorded
      .of('transcript')
      .filter(({ final }) => final)
      .map(({ segment_id, text, interrupted }) => [segment_id, text, interrupted]);
  const marks = () =>
    observed.recorded.events.filter(({ type }) => type.startsWith('speech_')).map(({ type }) => type);
  return { ...observed, speaker, finals, marks };
}

test('what the agent says is final when it was heard, and marked while it is audible', async () => {
  const { session, speaker, finals, marks } = await speaking();
  const greeting = session.say('Hello, this is Maya.');
  await speaker.audible();
  await expect.poll(marks).toEqual(['speech_started']);
  speaker.finish('Hello, this is Maya.');
  await greeting.waitForPlayout();
  expect(finals()).toEqual([['job-a-1', 'Hello, this is Maya.', false]]);
  await expect.poll(marks).toEqual(['speech_started', 'speech_stopped']);
});

test('an interrupted greeting is final once, and only as far as it was heard', async () => {
  const { session, speaker, finals } = await speaking();
  speaker.heardWhenCut = 'Hello, this';
  const greeting = session.say('Hello, this is Maya. How can I help?');
  await speaker.audible();
  session.interrupt();
  await greeting.waitForPlayout();
  expect(finals()).toEqual([['job-a-1', 'Hello, this', true]]);
});

test('a reply that a closing session commits without its audio was not heard', async () => {
  const { session, speaker, finals } = await speaking();
  const greeting = session.say('Hello, this is Maya.');
  await speaker.audible();
  speaker.heardWhenCut = 'Hello';
  await session.close();
  await greeting.waitForPlayout();
  expect(finals()).toEqual([['job-a-1', 'Hello', true]]);
});

test('what is said beside the answers is in the transcript when it was heard whole, and marked', async () => {
  const { observer, finals, marks } = await speaking();
  observer.aside('One moment, please.')(true);
  observer.aside('One moment, please.')(false);
  expect(finals()).toEqual([['job-a-1', 'One moment, please.', false]]);
  expect(marks()).toEqual(['speech_started', 'speech_stopped', 'speech_started', 'speech_stopped']);
});

test('what is cut off by the end of the call is closed', async () => {
  const { session, speaker, observer, recorded, marks } = await speaking();
  session.say('Hello, this is Maya.');
  await speaker.audible();
  await expect.poll(marks).toEqual(['speech_started']);
  observer.finish();
  expect(marks()).toEqual(['speech_started', 'speech_stopped']);
  expect(recorded.events.at(-1)).toEqual({ type: 'agent_state', state: 'gone' });
});
