import { initializeLogger, llm, voice } from '@livekit/agents';
import { createLogger } from '@parley/observability';
import type { Spoken } from '@parley/voice';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { CallEnding } from '../session/call-ending.ts';
import { Floor } from '../session/floor.ts';
import { phrasesIn } from '../session/phrases.ts';
import { HangingLlm } from '../testing/hanging-llm.ts';
import { observedSession } from '../testing/run-session.ts';
import { ScriptedSpeaker, SilentTts } from '../testing/silent-audio.ts';
import { followDeadAir } from './follow-dead-air.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let open: voice.AgentSession | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const phrases = phrasesIn('en');

/** Limits so short that a test need not wait, and so far apart that their order is sure. */
const limits = { bridgeMs: 60, againMs: 150, apologyMs: 250, leastMs: 20, pauseMs: 30 };

/** So far apart that on a busy machine a second one does not come in between. */
const oneBridge = { apologyMs: 30_000 };

interface Given {
  prepared?: boolean;
  takesMessages?: boolean;
  agent?: voice.Agent;
  apologyMs?: number;
}

async function start(given: Given = {}) {
  const { prepared = true, takesMessages = true, agent, apologyMs = limits.apologyMs } = given;
  const model = new HangingLlm();
  const observed = observedSession({ replies: [], options: { llm: model, tts: new SilentTts() } });
  const { session, recorded, observer } = observed;
  open = session;
  const speaker = new ScriptedSpeaker();
  session.output.audio = speaker;
  await session.start({ agent: agent ?? new voice.Agent({ instructions: 'Test.' }) });
  observer.followOutput();
  const bridge = Promise.withResolvers<boolean>();
  const line = {
    busy: false,
    cut: vi.fn(() => bridge.resolve(false)),
    /** Is heard until the test ends it, or it is cut. */
    say: vi.fn(async (_: Spoken, ended: (whole: boolean) => void) => {
      line.busy = true;
      const whole = await bridge.promise;
      ended(whole);
      line.busy = false;
      return whole;
    }),
  };
  /** The test says how far the agent is heard; until then it goes on. */
  const sound = { until: Number.POSITIVE_INFINITY };
  const floor = new Floor();
  const ending = new CallEnding();
  const stop = followDeadAir({
    ...{ session, line, observer, floor, ending, takesMessages },
    limits: { ...limits, againMs: Math.max(limits.againMs, apologyMs / 2), apologyMs },
    tts: { spoken: (text) => (prepared && text === phrases.oneMoment ? ({} as Spoken) : undefined) },
    language: { phrases },
    audibleUntil: () => sound.until,
    report: recorded.report,
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  const finals = () =>
    recorded
      .of('transcript')
      .filter(({ final, speaker: who }) => final && who === 'agent')
      .map(({ text }) => text);
  const ask = (text: string): void => void session.generateReply({ userInput: text });
  return {
    session,
    recorded,
    model,
    speaker,
    sound,
    line,
    floor,
    ending,
    stop,
    finals,
    ask,
    bridged: bridge.resolve,
  };
}

test('a model that hangs: “one moment”, then its answer, once', async () => {
  const { model, speaker, line, ask, finals, bridged, recorded } = await start(oneBridge);
  ask('When do you open?');
  await expect.poll(() => line.say.mock.calls.length).toBe(1);
  bridged(true);
  model.answer('We open at nine.');
  await speaker.audible();
  speaker.finish('We open at nine.');
  await expect.poll(finals).toEqual([phrases.oneMoment, 'We open at nine.']);
  expect([model.asked, line.say.mock.calls.length]).toEqual([1, 1]);
  expect(recorded.of('error')).toEqual([]);
});

test('no answer at all: an apology with a way out, and whoever looks after it is told; the late answer is not said', async () => {
  const { model, speaker, ask, finals, bridged, recorded, session } = await start();
  bridged(true);
  ask('When do you open?');
  await speaker.audible();
  model.answer('We open at nine.');
  speaker.finish(phrases.cannotAnswer);
  await expect.poll(finals).toEqual([phrases.oneMoment, phrases.oneMoment, phrases.cannotAnswer]);
  expect(recorded.of('error').map(({ source }) => source)).toEqual(['agent']);
  // The call goes on.
  await expect.poll(() => session.agentState).toBe('listening');
  ask('Hello?');
  await expect.poll(() => session.agentState).toBe('speaking');
  speaker.finish('We open at nine.');
  const answers = () => finals().filter((text) => text !== phrases.oneMoment);
  await expect.poll(answers).toEqual([phrases.cannotAnswer, 'We open at nine.']);
});

test('without messages the caller is asked to call again; a bridge that was not prepared is left out', async () => {
  const { speaker, ask, finals, line } = await start({ prepared: false, takesMessages: false });
  ask('When do you open?');
  await speaker.audible();
  speaker.finish(phrases.callAgain);
  await expect.poll(finals).toEqual([phrases.callAgain]);
  expect(line.say).not.toHaveBeenCalled();
});

test('an answer that stops in the middle is bridged too, and goes on as one', async () => {
  const parts = await start(oneBridge);
  const { model, speaker, line, sound, ask, finals, bridged, session, recorded } = parts;
  bridged(true);
  model.answer('We open at nine.');
  ask('When do you open?');
  await speaker.audible();
  const said = line.say.mock.calls.length;
  sound.until = Date.now();
  await expect.poll(() => line.say.mock.calls.length).toBe(said + 1);
  sound.until = Number.POSITIVE_INFINITY;
  await expect.poll(() => line.busy).toBe(false);
  speaker.finish('We open at nine.');
  await expect.poll(() => session.agentState).toBe('listening');
  expect(finals().at(-1)).toBe('We open at nine.');
  expect(finals().slice(0, -1)).toEqual(Array.from({ length: said }, () => phrases.oneMoment));
  expect(recorded.of('error')).toEqual([]);
});

test('a tool that takes long is bridged, and runs once', async () => {
  const done = Promise.withResolvers<string>();
  const run = vi.fn(() => done.promise);
  const { session, line, bridged, ask } = await start({
    ...oneBridge,
    agent: new voice.Agent({
      instructions: 'Test.',
      llm: new voice.testing.FakeLLM([{ input: 'look', toolCalls: [{ name: 'look', args: {} }] }]),
      tools: { look: llm.tool({ description: 'Looks.', execute: run }) },
    }),
  });
  ask('look');
  await expect.poll(() => line.say.mock.calls.length).toBe(1);
  bridged(true);
  await expect.poll(() => run.mock.calls.length).toBe(1);
  done.resolve('found');
  await expect.poll(() => session.agentState).toBe('listening');
  expect(run).toHaveBeenCalledOnce();
});

test.each<[string, (parts: Awaited<ReturnType<typeof start>>) => void]>([
  ['while somebody else has the floor', ({ floor }) => floor.take('hold')],
  ['after the end', ({ ending }) => ending.end({ by: 'caller', reason: 'caller_hung_up' })],
  ['once it was stopped', ({ stop }) => stop()],
])('nothing is said %s', async (_, happens) => {
  const parts = await start();
  parts.ask('When do you open?');
  happens(parts);
  await new Promise((resolve) => setTimeout(resolve, limits.bridgeMs + limits.apologyMs + 100));
  expect(parts.line.say).not.toHaveBeenCalled();
  expect(parts.finals()).toEqual([]);
});

test('a caller who speaks is not spoken over: the bridge falls silent', async () => {
  const { session, line, ask, finals } = await start(oneBridge);
  ask('When do you open?');
  await expect.poll(() => line.say.mock.calls.length).toBe(1);
  session.emit(voice.AgentSessionEventTypes.UserStateChanged, {
    type: 'user_state_changed',
    oldState: 'listening',
    newState: 'speaking',
    createdAt: Date.now(),
  });
  expect(line.cut).toHaveBeenCalled();
  await expect.poll(() => line.busy).toBe(false);
  expect(finals()).toEqual([]);
});
