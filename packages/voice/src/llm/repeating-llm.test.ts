import { initializeLogger, llm } from '@livekit/agents';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { StageTime } from '../stage-time.ts';
import { ScriptedLlm } from '../testing/scripted-llm.ts';
import { RepeatingLlm } from './repeating-llm.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
beforeEach(() => vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => vi.useRealTimers());

function start(...candidates: ScriptedLlm[]) {
  const stages: StageTime[] = [];
  const model = new RepeatingLlm({ candidates, onStage: (time) => stages.push(time) });
  const errors: [string, boolean][] = [];
  model.on('error', ({ error, recoverable }) => errors.push([error.message, recoverable]));
  return { model, errors, stages };
}

/** What comes of an answer within a time, and the tools it calls. */
async function answerOf(model: llm.LLM, withinMs = 10): Promise<string> {
  const answer = read(model);
  await vi.advanceTimersByTimeAsync(withinMs);
  return answer;
}

async function read(model: llm.LLM): Promise<string> {
  const chatCtx = new llm.ChatContext();
  let said = '';
  for await (const { delta } of model.chat({ chatCtx })) {
    said += delta?.content ?? '';
    for (const call of delta?.toolCalls ?? []) said += `[${call.name}]`;
  }
  return said;
}

test('a model that answers is asked once, and its time is told', async () => {
  const one = new ScriptedLlm('one', ['answers']);
  const { model, errors, stages } = start(one);
  expect(await answerOf(model)).toBe('one speaking.');
  expect([one.asked, errors, stages]).toEqual([1, [], [{ stage: 'llm', from: 0, to: 1 }]]);
});

test('a model that has nothing to say has answered', async () => {
  const one = new ScriptedLlm('one', ['empty']);
  const { model, errors } = start(one);
  expect(await answerOf(model)).toBe('');
  expect([one.asked, errors]).toEqual([1, []]);
});

test('one that answers 200 and then says nothing is not waited for: the next is asked beside it', async () => {
  const [stalled, spare] = [new ScriptedLlm('stalled', ['hangs']), new ScriptedLlm('spare', ['answers'])];
  const { model, errors } = start(stalled, spare);
  const answer = read(model);
  await vi.advanceTimersByTimeAsync(3_900);
  expect(spare.asked).toBe(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(await answer).toBe('spare speaking.');
  expect(stalled.closed).toBe(1);
  expect(errors).toEqual([['the model is slow', true]]);
  expect(model.model).toBe('spare');
  // It is asked last for a while.
  expect(await answerOf(model)).toBe('spare speaking.');
  expect(stalled.asked).toBe(1);
});

test('a single model that says nothing is asked again, for it may be that request alone', async () => {
  const one = new ScriptedLlm('one', ['hangs', 'answers']);
  const { model } = start(one);
  expect(await answerOf(model, 4_010)).toBe('one speaking.');
});

test('two that answer at the same time are one answer', async () => {
  const [slow, spare] = [new ScriptedLlm('slow', ['slow']), new ScriptedLlm('spare', ['slow'])];
  const { model } = start(slow, spare);
  const answer = read(model);
  await vi.advanceTimersByTimeAsync(4_010);
  expect(spare.asked).toBe(1);
  slow.hurry();
  spare.hurry();
  expect(await answer).toBe('slow speaking.');
  expect([slow.asked, spare.asked]).toEqual([1, 1]);
});

test('of two that call a tool one is heard', async () => {
  const [stalled, spare] = [new ScriptedLlm('stalled', ['hangs']), new ScriptedLlm('spare', ['calls'])];
  const { model } = start(stalled, spare);
  expect(await answerOf(model, 4_010)).toBe('[create_ticket]');
});

test('a model that fails is followed by the next at once; only when all have failed is it final', async () => {
  const { model, errors } = start(new ScriptedLlm('one', ['fails']), new ScriptedLlm('two', ['answers']));
  expect(await answerOf(model)).toBe('two speaking.');
  expect(errors).toEqual([['connection refused', true]]);

  const none = start(new ScriptedLlm('one', ['fails']));
  expect(await answerOf(none.model, 1_000)).toBe('');
  expect(none.errors.map(([, recoverable]) => recoverable)).toEqual([true, true, true, false]);
});

test('what fails beside it, of the same model, is not its failure', async () => {
  const one = new ScriptedLlm('one', ['slow', 'fails']);
  const { model, errors } = start(one);
  const answer = read(model);
  await vi.advanceTimersByTimeAsync(10);
  expect(await answerOf(model, 1_000)).toBe('');
  const told = errors.length;
  one.hurry();
  expect(await answer).toBe('one speaking.');
  expect(errors).toHaveLength(told);
});

test.each<[string, 'stops' | 'breaks', string]>([
  ['stops', 'stops', 'the model stopped in mid-answer'],
  ['breaks off', 'breaks', 'broken off'],
])('an answer that %s is told and not begun again', async (_, step, message) => {
  const one = new ScriptedLlm('one', [step, 'answers']);
  const { model, errors } = start(one);
  expect(await answerOf(model, 5_100)).toBe('one');
  expect([one.asked, errors]).toEqual([1, [[message, false]]]);
});

test('how long nobody answered is told too; of what was soon called off it is not', async () => {
  const one = new ScriptedLlm('one', ['hangs']);
  const { model, stages } = start(one);
  const chatCtx = new llm.ChatContext();
  for (const ms of [500, 6_000]) {
    const stream = model.chat({ chatCtx });
    await vi.advanceTimersByTimeAsync(ms);
    stream.close();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(stages.map(({ from, to }) => Math.round((to - from) / 1_000))).toEqual([6]);
});

test('who gives up waiting has no more asked', async () => {
  const one = new ScriptedLlm('one', ['hangs']);
  const { model, errors } = start(one);
  const stream = model.chat({ chatCtx: new llm.ChatContext() });
  await vi.advanceTimersByTimeAsync(100);
  stream.close();
  await vi.advanceTimersByTimeAsync(30_000);
  expect([one.asked, one.closed, errors]).toEqual([1, 1, []]);
});

function asked(text: string, past = new llm.ChatContext()): Parameters<RepeatingLlm['begin']>[0] {
  const chatCtx = past.copy();
  chatCtx.addMessage({ role: 'user', content: text });
  return { chatCtx };
}

async function hear(stream: llm.LLMStream): Promise<string> {
  let said = '';
  for await (const { delta } of stream) said += delta?.content ?? '';
  return said;
}

test('what was begun is the answer to the same words: asked once, and waited for from when it was asked', async () => {
  const one = new ScriptedLlm('one', ['slow']);
  const { model, stages } = start(one);
  model.begin(asked('How much  is it?'));
  model.begin(asked('How much is it?'));
  await vi.advanceTimersByTimeAsync(500);
  const answer = hear(model.chat(asked('How much is it?')));
  await vi.advanceTimersByTimeAsync(100);
  one.hurry();
  expect(await answer).toBe('one speaking.');
  expect([one.asked, one.closed]).toEqual([1, 1]);
  expect(stages).toMatchObject([{ stage: 'llm', from: 500 }]);
});

const before = new llm.ChatContext();
before.addMessage({ role: 'assistant', content: 'Hello.' });
test.each([
  ['other words', asked('And on Sundays?')],
  ['the same words in another conversation', asked('How much is it?', before)],
  ['an answer without tools', { ...asked('How much is it?'), toolChoice: 'none' as const }],
])('%s are asked anew, and what was begun is given up unheard', async (_, chat) => {
  const one = new ScriptedLlm('one', ['hangs', 'answers']);
  const { model, errors } = start(one);
  model.begin(asked('How much is it?'));
  await vi.advanceTimersByTimeAsync(10);
  const answer = hear(model.chat(chat));
  await vi.advanceTimersByTimeAsync(10);
  expect(await answer).toBe('one speaking.');
  expect([one.asked, one.closed, errors]).toEqual([2, 2, []]);
});

test('a beginning that fails is told to nobody unless it is asked for, and then the next is asked', async () => {
  const [one, two] = [new ScriptedLlm('one', ['fails']), new ScriptedLlm('two', ['answers'])];
  const { model, errors } = start(one, two);
  model.begin(asked('How much is it?'));
  await vi.advanceTimersByTimeAsync(10);
  expect(errors).toEqual([]);
  const answer = hear(model.chat(asked('How much is it?')));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toMatch(/speaking/);
  expect(errors).toEqual([['connection refused', true]]);
});

test('what was begun is closed where its answer is called off before anybody listened', async () => {
  const one = new ScriptedLlm('one', ['hangs']);
  const { model } = start(one);
  model.begin(asked('One.'));
  await vi.advanceTimersByTimeAsync(10);
  model.chat(asked('One.')).close();
  await vi.advanceTimersByTimeAsync(10);
  expect([one.asked, one.closed]).toEqual([1, 1]);
});

test('what is given up, or still there at the end, is closed', async () => {
  const one = new ScriptedLlm('one', ['hangs']);
  const { model } = start(one);
  model.begin(asked('One.'));
  await vi.advanceTimersByTimeAsync(10);
  model.giveUp();
  expect(one.closed).toBe(1);
  model.begin(asked('Two.'));
  await vi.advanceTimersByTimeAsync(10);
  await model.aclose();
  expect(one.closed).toBe(2);
});
