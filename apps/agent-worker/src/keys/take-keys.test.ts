import { EventEmitter } from 'node:events';
import { initializeLogger, voice } from '@livekit/agents';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { IdleLadder } from '../session/idle-ladder.ts';
import { observedSession } from '../testing/run-session.ts';
import { ScriptedSpeaker, SilentTts } from '../testing/silent-audio.ts';
import { takeKeys } from './take-keys.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let open: voice.AgentSession | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const messagesOf = ({ history }: voice.AgentSession): string[] =>
  history.items.flatMap((item) => (item.type === 'message' ? item.role : []));

/** A call whose agent answers `555` with words, and speaks through a scripted loudspeaker. */
async function begin(intercept?: (keys: string) => boolean) {
  const observed = observedSession({
    replies: [{ input: '[keys] 555', content: 'Five five five, thank you.' }],
    options: {
      llm: new voice.testing.FakeLLM([{ input: '[keys] 555', content: 'Five five five, thank you.' }]),
      tts: new SilentTts(),
    },
  });
  const { session, observer } = observed;
  open = session;
  const speaker = new ScriptedSpeaker();
  session.output.audio = speaker;
  await session.start({ agent: new voice.Agent({ instructions: 'Test.' }) });
  observer.followOutput();
  const room = new EventEmitter();
  const ladder = new IdleLadder({ idleMs: 60_000, questions: 1, ask: () => {}, giveUp: () => {} });
  const keyed = vi.spyOn(ladder, 'keyed');
  const stop = takeKeys({
    room: room as unknown as Room,
    session,
    observer,
    ladder,
    identity: 'sip_1',
    ...(intercept && { intercept }),
  });
  const press = (keys: string, identity = 'sip_1') => {
    for (const key of keys) room.emit(RoomEvent.DtmfReceived, 0, key, { identity });
  };
  const said = () =>
    observed.recorded
      .of('transcript')
      .filter(({ final }) => final)
      .map(({ speaker: who, text }) => [who, text]);
  return { ...observed, speaker, press, keyed, stop, said };
}

test('what is keyed is a turn: the model answers it, and it stands in the transcript', async () => {
  const { session, press, keyed, said, speaker } = await begin();
  press('555#');
  await speaker.audible();
  speaker.finish('Five five five, thank you.');
  await expect.poll(said).toEqual([
    ['caller', '[keys] 555'],
    ['agent', 'Five five five, thank you.'],
  ]);
  expect(keyed).toHaveBeenCalledTimes(4);
  await expect.poll(() => messagesOf(session)).toEqual(['user', 'assistant']);
});

test('the first key stops an agent that is speaking, before the entry is complete', async () => {
  const { session, press, speaker, said } = await begin();
  const greeting = session.say('Hello, how can I help you today?');
  await speaker.audible();
  speaker.heardWhenCut = 'Hello, how';
  press('5');
  await greeting.waitForPlayout();
  expect(greeting.interrupted).toBe(true);
  await expect.poll(said).toEqual([['agent', 'Hello, how']]);
});

test('another’s keys, and what is no key, are not the caller’s', async () => {
  const { press, keyed, said } = await begin();
  press('555#', 'sip_2');
  press('x?');
  expect([keyed.mock.calls.length, said()]).toEqual([0, []]);
});

test('an entry that is meant for something else is written down and not answered', async () => {
  const taken: string[] = [];
  const { session, press, said } = await begin((keys) => taken.push(keys) > 0);
  press('9#');
  await expect.poll(said).toEqual([['caller', '[keys] 9']]);
  expect(taken).toEqual(['9']);
  expect(messagesOf(session)).toEqual([]);
});

test('nothing is taken any more once the call is over', async () => {
  const { press, stop, said } = await begin();
  stop();
  press('555#');
  expect(said()).toEqual([]);
});
