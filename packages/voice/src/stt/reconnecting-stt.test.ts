import { APIStatusError, initializeLogger, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { ScriptedStt } from '../testing/scripted-stt.ts';
import { ReconnectingStt } from './reconnecting-stt.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let open: ReconnectingStt | undefined;
afterEach(() => open?.close());

const rate = 1_000;
const pushSecond = (stream: stt.SpeechStream): void => {
  for (let tenth = 0; tenth < 10; tenth += 1) stream.pushFrame(AudioFrame.create(rate, 1, rate / 10));
};

function start(...candidates: ScriptedStt[]) {
  open = new ReconnectingStt(candidates);
  const errors: { message: string; recoverable: boolean }[] = [];
  open.on('error', ({ error, recoverable }) => errors.push({ message: error.message, recoverable }));
  const stream = open.stream();
  const next = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await stream.next();
      if (done) return 'over';
      if (value.type === stt.SpeechEventType.FINAL_TRANSCRIPT) return value.alternatives?.[0]?.text ?? '';
    }
  };
  return { adapter: open, stream, errors, next };
}

const refuses = () => {
  throw new Error('connection refused');
};
const answers = (text: string) => async (stream: ScriptedStt['streams'][number]) => {
  await stream.heard(rate);
  stream.says(text, true);
  await stream.untilClosed();
};

test('a failed first connection is opened again and hears what was said meanwhile', async () => {
  const recogniser = new ScriptedStt('one', [refuses, answers('hello')]);
  const { stream, errors, next } = start(recogniser);
  pushSecond(stream);
  expect(await next()).toBe('hello');
  expect(recogniser.streams).toHaveLength(2);
  expect(errors).toEqual([{ message: 'connection refused', recoverable: true }]);
});

test('a connection that the server closes without an error does not make the agent deaf', async () => {
  const closes = async (stream: ScriptedStt['streams'][number]) => {
    await stream.heard(rate);
    stream.says('first', true);
    await stream.heard(2 * rate);
  };
  const recogniser = new ScriptedStt('one', [closes, answers('second')]);
  const { stream, next } = start(recogniser);
  pushSecond(stream);
  expect(await next()).toBe('first');
  pushSecond(stream);
  expect(await next()).toBe('second');
  // The first second is recognised already: only the overlap of it may come again.
  expect(recogniser.streams[1]?.samples).toBeLessThan(2 * rate);
});

test('after two failures the next provider is asked, and the session hears of each', async () => {
  const refusing = new ScriptedStt('one', [
    () => {
      throw new APIStatusError({ message: 'no', options: { statusCode: 401 } });
    },
  ]);
  const other = new ScriptedStt('two', [answers('from the other')]);
  const { adapter, stream, errors, next } = start(refusing, other);
  pushSecond(stream);
  expect(await next()).toBe('from the other');
  expect(refusing.streams).toHaveLength(2);
  expect(errors.map(({ recoverable }) => recoverable)).toEqual([true, true]);
  expect(adapter.model).toBe(other.model);
});

test('the end of an utterance is told to the connection, and again to the one that replaces it', async () => {
  const dies = async (stream: ScriptedStt['streams'][number]) => {
    await stream.flushed();
  };
  const answersAtEnd = async (stream: ScriptedStt['streams'][number]) => {
    await stream.flushed();
    stream.says(`${stream.samples} samples`, true);
    await stream.untilClosed();
  };
  const recogniser = new ScriptedStt('one', [dies, answersAtEnd]);
  const { adapter, stream, next } = start(recogniser);
  pushSecond(stream);
  adapter.speechEnded();
  expect(await next()).toBe(`${rate} samples`);
  expect(recogniser.streams).toHaveLength(2);
});

test('an end without an utterance is not told', async () => {
  const recogniser = new ScriptedStt('one', [answers('hello')]);
  const { adapter, stream, next } = start(recogniser);
  const connection = await recogniser.opened();
  adapter.speechEnded();
  pushSecond(stream);
  expect(await next()).toBe('hello');
  expect(connection.flushes).toBe(0);
});

test('restart() replaces a connection that hangs', async () => {
  const hangs = (stream: ScriptedStt['streams'][number]) => stream.untilClosed();
  const recogniser = new ScriptedStt('one', [hangs, answers('at last')]);
  const { adapter, stream, next } = start(recogniser);
  pushSecond(stream);
  const hanging = await recogniser.opened();
  await hanging.heard(rate);
  adapter.restart();
  expect(await next()).toBe('at last');
});

test('the end of the input ends it, and so does closing', async () => {
  const recogniser = new ScriptedStt('one', [(stream) => stream.heard(rate)]);
  const { stream, next } = start(recogniser);
  pushSecond(stream);
  stream.endInput();
  expect(await next()).toBe('over');
  expect(recogniser.streams).toHaveLength(1);
});

test('other recognisers take over in mid-utterance, hear it from its beginning, and nothing has failed', async () => {
  const english = new ScriptedStt('english', [(stream) => stream.untilClosed()]);
  const german = new ScriptedStt('german', [answers('guten tag')]);
  const { adapter, stream, errors, next } = start(english);
  pushSecond(stream);
  await (await english.opened()).heard(rate);
  adapter.use([german]);
  expect(await next()).toBe('guten tag');
  expect(errors).toEqual([]);
});
