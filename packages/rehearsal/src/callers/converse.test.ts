import { describe, expect, test } from 'vitest';
import { parseScenario } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { beginConversation } from './testing/begin-conversation.ts';

const scenarioOf = (steps: string): Scenario => parseScenario(`name: x\ntitle: x\nsteps:${steps}`, 'x');

const facts = scenarioOf(`
  - say: The sink is leaking.
  - { when: right, times: 2, say: 'Yes.' }
  - { when: name, times: 2, say: John Smith. }
  - { when: [phone, number], say: Five five five. }
  - { when: else, say: 'No, goodbye.', hang_up: true }
`);

describe('answering', () => {
  test.each([
    [['hello', 'your name please', 'and your phone number', 'is that right', 'anything else']],
    [['hello', 'what is your number', 'who are you, your name', 'right', 'something else']],
  ])('what is asked, in the order of the agent: %j', async (lines) => {
    const call = beginConversation(facts);
    for (const line of lines) await call.agentSaid(line);
    const answers = { name: 'John Smith.', number: 'Five five five.', right: 'Yes.' };
    const middle = lines
      .slice(1, -1)
      .map((line) => Object.entries(answers).find(([key]) => line.includes(key))?.[1]);
    expect(call.said()).toEqual(['The sink is leaking.', ...middle, 'No, goodbye.']);
    expect(call.result()).toMatchObject({ leftBy: 'caller' });
  });

  test('not a request for patience: the answer comes after it', async () => {
    const call = beginConversation(facts);
    await call.agentSaid('one moment please');
    expect(call.said()).toEqual([]);
    await call.agentSaid('hello');
    expect(call.said()).toEqual(['The sink is leaking.']);
    await call.over();
  });

  test('again, as often as the step allows', async () => {
    const call = beginConversation(facts);
    for (const line of ['hello', 'your name', 'sorry your name', 'your name once more'])
      await call.agentSaid(line);
    expect(call.said()).toEqual(['The sink is leaking.', 'John Smith.', 'John Smith.']);
    await call.over();
  });

  test('with the last words, where the agent has not heard them; no more than three times', async () => {
    const call = beginConversation(facts);
    for (const line of [
      'hello',
      'could you say it again',
      'i was gone please go on',
      'repeat that',
      'say that again',
    ])
      await call.agentSaid(line);
    expect(call.said()).toEqual(Array(4).fill('The sink is leaking.'));
    await call.agentSaid('your name');
    await call.agentSaid('i did not catch that could you say it again');
    expect(call.said().slice(4)).toEqual(['John Smith.', 'John Smith.']);
    await call.over();
  });

  test('by the printed words when the heard ones fit nothing', async () => {
    const call = beginConversation(facts);
    await call.agentSaid('hello');
    await call.agentSaid('may i have your mane');
    expect(call.said()).toHaveLength(1);
    await call.printed('May I have your name?');
    expect(call.said()).toEqual(['The sink is leaking.', 'John Smith.']);
    await call.over();
  });

  test('by the printed words alone when nothing is recognised', async () => {
    const call = beginConversation(facts);
    await call.agentSaid(null);
    expect(call.said()).toEqual([]);
    await call.printed('Hello.');
    expect(call.said()).toEqual(['The sink is leaking.']);
    await call.over();
  });

  test('and keys are pressed after the words', async () => {
    const call = beginConversation(
      scenarioOf(' [{ when: code, say: One moment., press: "47#" }, { when: again, press: "1" }]'),
    );
    await call.agentSaid('your code please');
    await call.agentSaid('press one to hear it again');
    expect(call.said()).toEqual(['One moment.']);
    expect(call.pressed()).toEqual(['47#', '1']);
    await call.over();
  });

  test('not while the agent speaks, and not what the caller talked into', async () => {
    const call = beginConversation(facts);
    const startedAt = await call.agentStarts();
    await call.printed('Hello. What is your name?');
    expect(call.said()).toEqual([]);
    await call.ring({ type: 'speech', step: { ...call.step(0), say: 'Excuse me.' } });
    await call.agentSaid('hello what is your', startedAt);
    expect(call.said()).toEqual(['Excuse me.']);
    await call.over();
  });

  test('a step waits for the one it comes after', async () => {
    const call = beginConversation(
      scenarioOf(`
  - { after: second, say: Third., times: 9 }
  - { id: first, when: hello, say: First. }
  - { id: second, after: first, say: Second. }`),
    );
    for (const line of ['what', 'hello', 'hello', 'hello']) await call.agentSaid(line);
    expect(call.said()).toEqual(['First.', 'Second.', 'Third.']);
    await call.over();
  });
});

describe('cutting in', () => {
  // So long that only the test's own ringing is heard, however busy the machine is.
  const cutIn = scenarioOf(`
  - { on: speech, after_ms: 60000, when: rent, say: Stop. }`);

  test('while the agent speaks, and says the words that are waited for', async () => {
    const call = beginConversation(cutIn);
    await call.agentStarts();
    await call.printed('The weather is');
    await call.ring({ type: 'speech', step: call.step(0) });
    expect(call.said()).toEqual([]);
    await call.printed('The rent is');
    await call.ring({ type: 'speech', step: call.step(0) });
    expect(call.said()).toEqual(['Stop.']);
    await call.over();
  });

  test('not once the agent has fallen silent', async () => {
    const call = beginConversation(cutIn);
    const at = await call.agentStarts();
    await call.printed('The rent');
    await call.agentSaid('the rent', at);
    await call.ring({ type: 'speech', step: call.step(0) });
    expect(call.said()).toEqual([]);
    await call.over();
  });
});

describe('leaving', () => {
  test('in mid-sentence', async () => {
    const call = beginConversation(scenarioOf('\n  - { say: A long story., hang_up: { after_ms: 700 } }'));
    await call.agentSaid('hello');
    expect(call.options()).toEqual([{ text: 'A long story.', cutAfterMs: 700 }]);
    expect(call.result()).toMatchObject({ leftBy: 'caller', said: [{ cut: true }] });
  });

  test('the agent does, or the call is stopped', async () => {
    const left = beginConversation(facts);
    await left.over();
    expect(left.result()).toEqual({ said: [], leftBy: 'agent' });
    const stopped = beginConversation(facts);
    await stopped.stop();
    expect(stopped.result()?.leftBy).toBe('stopped');
  });

  test('after asking back twice, with the words that no step answers', async () => {
    const call = beginConversation(facts);
    await call.agentSaid('hello');
    for (let times = 0; times < 3; times++) {
      await call.agentSaid('gibberish');
      await call.ring({ type: 'confused' });
    }
    expect(call.said().slice(1)).toEqual(Array(2).fill('Sorry, could you say that again?'));
    expect(call.result()?.failure).toBe('no step answers what the agent said: "gibberish"');
  });

  test.each([
    [{ type: 'unanswered' } as const, 'the agent said nothing for 20 seconds'],
    [{ type: 'too_long' } as const, 'the call was not over after 180 seconds'],
  ])('%j', async (alarm, failure) => {
    const call = beginConversation(facts);
    await call.ring(alarm);
    expect(call.result()).toMatchObject({ failure, leftBy: 'caller' });
  });
});

test('silence: a step is taken when nobody has spoken for its time', async () => {
  const call = beginConversation(scenarioOf('\n  - { on: silence, after_ms: 1, say: Is anybody there? }'));
  await call.ring({ type: 'silence', step: call.step(0) });
  expect(call.said()).toEqual(['Is anybody there?']);
  await call.over();
});

describe('a replay', () => {
  const replay = scenarioOf(`
  - { id: one, after_ms: 2000, say: First. }
  - { id: two, after: one, on: speech, after_ms: 500, or_turn: true, say: Second. }
`);

  test('lets as much time pass as the caller did, and hears out an agent that goes on meanwhile', async () => {
    const call = beginConversation(replay);
    await call.agentSaid('hello');
    await call.printed('Hello.');
    expect(call.said()).toEqual([]);
    await call.agentStarts();
    await call.ring({ type: 'pause', step: call.step(0) });
    expect(call.said()).toEqual([]);
    await call.agentSaid('how can i help');
    expect(call.said()).toEqual([]);
    await call.ring({ type: 'pause', step: call.step(0) });
    expect(call.said()).toEqual(['First.']);
    await call.over();
  });

  test('what was said into longer words is said after shorter ones', async () => {
    const call = beginConversation(replay);
    await call.agentSaid('hello');
    await call.ring({ type: 'pause', step: call.step(0) });
    await call.agentStarts();
    await call.agentSaid('yes');
    expect(call.said()).toEqual(['First.', 'Second.']);
    await call.over();
  });
});
