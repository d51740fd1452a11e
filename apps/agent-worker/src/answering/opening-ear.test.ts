import { EventEmitter } from 'node:events';
import { voice } from '@livekit/agents';
import { vadTiming } from '@parley/voice';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OpeningEar } from './opening-ear.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const { UserStateChanged, UserInputTranscribed } = voice.AgentSessionEventTypes;

/** A session of which the telephone is heard as the test says. */
class HeardSession extends EventEmitter {
  userState: 'listening' | 'speaking' = 'listening';

  /** Somebody speaks for so long; voice detection is late as in a call. */
  async speaks(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(vadTiming.minSpeechMs);
    this.#become('speaking');
    await vi.advanceTimersByTimeAsync(ms - vadTiming.minSpeechMs + vadTiming.minSilenceMs);
    this.#become('listening');
  }

  words(transcript: string, isFinal = true): void {
    this.emit(UserInputTranscribed, { transcript, isFinal, createdAt: Date.now() });
  }

  #become(newState: 'listening' | 'speaking'): void {
    const oldState = this.userState;
    this.userState = newState;
    this.emit(UserStateChanged, { oldState, newState, createdAt: Date.now() });
  }
}

function listen() {
  const session = new HeardSession();
  const ear = new OpeningEar(session as unknown as voice.AgentSession);
  const begun = Date.now();
  const judged = ear.verdict().then((verdict) => ({ verdict, afterMs: Date.now() - begun }));
  return { session, ear, judged };
}

test('a "hello" is a person when voice detection has its end, before its words are known', async () => {
  const { session, judged } = listen();
  await vi.advanceTimersByTimeAsync(300);
  await session.speaks(500);
  expect(await judged).toEqual({ verdict: 'person', afterMs: 300 + 500 + vadTiming.minSilenceMs });
});

test('silence is one after two seconds, and speech that begins before them is waited for', async () => {
  const quiet = listen();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await quiet.judged).toEqual({ verdict: 'silence', afterMs: 2_000 });
  const late = listen();
  await vi.advanceTimersByTimeAsync(1_900);
  await late.session.speaks(700);
  expect((await late.judged).verdict).toBe('person');
});

test('a machine is told by its words while it still speaks', async () => {
  const { session, judged } = listen();
  void session.speaks(8_000);
  await vi.advanceTimersByTimeAsync(3_000);
  session.words('hi please leave a message after', false);
  const { verdict, afterMs } = await judged;
  expect(verdict).toBe('voicemail');
  expect(afterMs).toBeLessThan(4_000);
  await vi.advanceTimersByTimeAsync(10_000);
});

test('by its tone too; and it records from its tone on', async () => {
  const { ear, judged } = listen();
  ear.beeped();
  expect((await judged).verdict).toBe('voicemail');
  const recording = vi.fn();
  void ear.recording().then(recording);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(recording).not.toHaveBeenCalled();
  ear.beeped();
  await vi.advanceTimersByTimeAsync(0);
  expect(recording).toHaveBeenCalledOnce();
});

test('without a tone it records when it has been silent for long', async () => {
  const { session, ear, judged } = listen();
  void session.speaks(3_000);
  session.words('please leave a message');
  expect((await judged).verdict).toBe('voicemail');
  const recording = vi.fn();
  void ear.recording().then(recording);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(recording).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(recording).toHaveBeenCalledOnce();
});

test('words of a machine are noticed in what was taken for a person; after its close it judges nothing', async () => {
  const { session, ear, judged } = listen();
  await session.speaks(500);
  await judged;
  const machine = vi.fn();
  void ear.machine().then(machine);
  session.words('sorry who is this');
  await vi.advanceTimersByTimeAsync(0);
  expect(machine).not.toHaveBeenCalled();
  session.words('please leave your name after the tone');
  await vi.advanceTimersByTimeAsync(0);
  expect(machine).toHaveBeenCalledOnce();
  const next = ear.verdict();
  ear.close();
  expect(await next).toBeUndefined();
  expect(await ear.verdict()).toBeUndefined();
});
