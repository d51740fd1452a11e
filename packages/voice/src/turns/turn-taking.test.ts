import { EventEmitter } from 'node:events';
import { initializeLogger, VAD, type VADEvent, VADEventType, VADStream, voice } from '@livekit/agents';
import { agentConfigSchema } from '@parley/contracts';
import { beforeAll, expect, test } from 'vitest';
import { TurnTaking, type WaitDecision } from './turn-taking.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

class ScriptedStream extends VADStream {
  send = (event: Partial<VADEvent>): void => void this.sendVADEvent(event as VADEvent);
}
class ScriptedVad extends VAD {
  override label = 'scripted';
  made: ScriptedStream[] = [];
  override stream(): VADStream {
    const stream = new ScriptedStream(this);
    this.made.push(stream);
    return stream;
  }
}

/** The executor of a job, answering what the test says. */
type Answer = number | 'never' | 'fails';
const executorOf = (answers: Answer[]) => ({
  doInference: async (): Promise<unknown> => {
    const answer = answers.shift() ?? 0.9;
    if (answer === 'fails') throw new Error('the model is gone');
    return answer === 'never' ? new Promise(() => {}) : { probability: answer, inferenceDurationMs: 30 };
  },
});

async function open(answers: Answer[] = []) {
  const vad = new ScriptedVad({ updateInterval: 32 });
  const { collect } = agentConfigSchema.parse({ greeting: 'Hi.', persona: 'P' });
  const turns = new TurnTaking({
    vad,
    pace: 'normal',
    facts: collect,
    language: () => 'en',
    executor: executorOf(answers) as never,
  });
  const session = Object.assign(new EventEmitter(), {
    waits: [] as number[],
    updateOptions({ turnHandling }: { turnHandling: { endpointing: { maxDelay: number } } }) {
      this.waits.push(turnHandling.endpointing.maxDelay);
    },
  });
  let told = 0;
  const decisions: WaitDecision[] = [];
  const guesses: string[] = [];
  turns.attach({
    session: session as unknown as voice.AgentSession,
    endUtterance: () => {
      told += 1;
    },
    onDecision: (decision) => decisions.push(decision),
    onLikelyEnd: (text) => guesses.push(text),
    onGoesOn: () => guesses.push('goes on'),
  });
  const stream = turns.vad.stream();
  const hear = async (type: VADEventType, event: Partial<VADEvent> = {}): Promise<void> => {
    vad.made[0]?.send({
      type,
      speaking: true,
      speechDuration: 50,
      silenceDuration: 400,
      rawAccumulatedSilence: 0,
      rawAccumulatedSpeech: 0,
      frames: [],
      ...event,
    });
    await stream.next();
  };
  const { UserInputTranscribed, ConversationItemAdded } = voice.AgentSessionEventTypes;
  return {
    turns,
    session,
    decisions,
    guesses,
    told: () => told,
    speak: () => hear(VADEventType.START_OF_SPEECH),
    silent: (ms: number) => hear(VADEventType.INFERENCE_DONE, { rawAccumulatedSilence: ms }),
    stop: () => hear(VADEventType.END_OF_SPEECH, { speaking: false }),
    words: (transcript: string, isFinal = false) =>
      session.emit(UserInputTranscribed, { transcript, isFinal }),
    said: (role: string, textContent: string) =>
      session.emit(ConversationItemAdded, { item: { type: 'message', role, textContent } }),
  };
}

test('what was said is recognised once the voice has ended, and once only', async () => {
  const call = await open();
  await call.speak();
  call.words('my name is');
  await call.silent(300);
  expect(call.told()).toBe(0);
  await call.stop();
  await call.stop();
  expect(call.told()).toBe(1);
});

test('speech that goes on is recognised again', async () => {
  const call = await open();
  await call.speak();
  await call.stop();
  await call.speak();
  await call.stop();
  expect(call.told()).toBe(2);
});

const decide = async (call: Awaited<ReturnType<typeof open>>) => {
  const stream = call.turns.detector.stream();
  await stream.predict().await;
  expect(await stream.unlikelyThreshold(undefined)).toBe(Number.POSITIVE_INFINITY);
  await stream.aclose();
  return call.decisions.at(-1);
};

test('the wait that LiveKit reads is the one that was chosen, by voice and words', async () => {
  const call = await open();
  call.words('what are your office hours', true);
  const decision = await decide(call);
  expect(decision?.words.verdict).toBe('finished');
  expect(decision?.audio?.probability).toBe(0.9);
  expect(call.session.waits).toEqual([decision?.waitMs]);

  const doubtful = await open([0.01]);
  doubtful.words('what are your office hours', true);
  expect((await decide(doubtful))?.waitMs).toBeGreaterThan(decision?.waitMs ?? Number.POSITIVE_INFINITY);
});

test('what was asked for counts: a number is waited for', async () => {
  const call = await open();
  call.said('assistant', 'What number can we reach you at?');
  call.words('five five five', true);
  expect((await decide(call))?.words.verdict).toBe('unfinished');
  call.said('user', 'five five five');
  call.said('assistant', 'Is it urgent?');
  call.words('yes', true);
  expect((await decide(call))?.words.verdict).toBe('finished');
});

test.each(['never', 'fails'] as const)(
  'an audio model that answers %s is not waited for; the words count',
  async (answer) => {
    const call = await open([answer, answer]);
    call.words('yes', true);
    const whole = await decide(call);
    call.words('but my', true);
    const begun = await decide(call);
    expect(whole?.audio).toBeUndefined();
    expect(begun?.audio).toBeUndefined();
    expect(whole?.waitMs).toBeLessThan(begun?.waitMs ?? 0);
  },
);

test('a voice that sounds finished has its words recognised at once', async () => {
  const call = await open();
  await call.speak();
  call.words('my kitchen sink is leaking');
  await call.silent(200);
  expect(call.told()).toBe(0);
  const stream = call.turns.detector.stream();
  await stream.predict().await;
  expect(call.told()).toBe(1);
  await stream.aclose();
});

test('a likely end is told with its words, as soon as they are there; and so is that it was none', async () => {
  const call = await open();
  await call.speak();
  call.words('what are your', true);
  await call.silent(200);
  const stream = call.turns.detector.stream();
  await stream.predict().await;
  // The words leave no doubt that something follows.
  expect(call.guesses).toEqual(['goes on']);
  call.words('office hours');
  expect(call.guesses).toEqual(['goes on']);
  call.words('office hours', true);
  expect(call.guesses).toEqual(['goes on', 'what are your office hours']);
  await call.speak();
  expect(call.guesses.at(-1)).toBe('goes on');
  await stream.aclose();
});

test('a voice that sounds unfinished is no likely end, whatever the words', async () => {
  const call = await open([0.001]);
  await call.speak();
  await call.silent(200);
  const stream = call.turns.detector.stream();
  await stream.predict().await;
  call.words('we need somebody soon', true);
  expect(call.guesses).toEqual(['goes on']);
  await stream.aclose();
});
