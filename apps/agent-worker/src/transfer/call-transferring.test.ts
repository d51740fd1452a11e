import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { llm, type tts } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { type FakeControlPlane, startFakeControlPlane } from '@parley/api-client/testing';
import { type CallTransfer, newId } from '@parley/contracts';
import { createLogger } from '@parley/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallEnding } from '../session/call-ending.ts';
import { phrasesIn } from '../session/phrases.ts';
import { testBrief } from '../testing/brief.ts';
import type { BriefingLine } from './briefing-line.ts';
import { CallTransferring } from './call-transferring.ts';
import { TransferInbox } from './transfer-inbox.ts';

const lines: { said: string[]; press: (key: string | undefined) => void; open: boolean }[] = [];
let speechless = false;
let musics: AbortSignal[] = [];
vi.mock('./briefing-line.ts', () => ({
  openBriefingLine: async (): Promise<BriefingLine> => {
    const key = Promise.withResolvers<string | undefined>();
    const line = { said: [] as string[], press: key.resolve, open: true };
    lines.push(line);
    return {
      say: async (text) => {
        if (speechless) throw new Error('no speech');
        line.said.push(text);
      },
      nextKey: (ms) => Promise.race([key.promise, setTimeout(ms, undefined)]),
      close: async () => {
        line.open = false;
      },
    };
  },
}));
vi.mock('./play-hold-music.ts', () => ({
  playHoldMusic: async (
    _room: Room,
    { announced, signal }: { announced: Promise<void>; signal: AbortSignal },
  ) => {
    await announced;
    musics.push(signal);
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  },
}));

let fake: FakeControlPlane;
let inbox: TransferInbox;
let ending: CallEnding;
let said: string[];
let order: string[];
const brief = testBrief();
brief.config.transfer_targets = [
  {
    ...{ key: 'office', label: 'the office', number: '+14155550177', when: '' },
    ...{ available: 'always', mode: 'warm', accept: 'key', ring_s: 25 },
  },
];
const path = `/worker/sessions/${brief.session_id}/transfer/answer`;

beforeEach(async () => {
  fake = await startFakeControlPlane({
    routes: { [`POST ${path}`]: () => ({ status: 200, body: { noted: true } }) },
  });
  inbox = new TransferInbox();
  ending = new CallEnding();
  said = [];
  order = [];
  lines.length = 0;
  speechless = false;
  musics = [];
  const session = {
    say: (text: string) => {
      said.push(text);
      return { waitForPlayout: async () => {} };
    },
    interrupt: () => void order.push('interrupted'),
    input: { setAudioEnabled: (on: boolean) => void order.push(on ? 'hears' : 'deaf') },
    history: new llm.ChatContext(),
  };
  new CallTransferring({
    session: session as never,
    room: new EventEmitter() as unknown as Room,
    tts: {} as tts.TTS,
    llm: {} as llm.LLM,
    floor: { take: () => void order.push('patient'), give: () => void order.push('impatient') },
    brief,
    language: { phrases: phrasesIn('en') },
    access: { url: fake.url, sessionId: brief.session_id, token: 't', timeoutMs: 500 },
    ending,
    inbox,
    log: createLogger({ name: 'test', level: 'silent' }),
  });
});
afterEach(() => fake.kill());

const transfer_id = newId('transfer');
const news = (state: CallTransfer['state'], more: Partial<CallTransfer> = {}) =>
  inbox.deliver({
    ...{ transfer_id, target: 'office', label: 'the office', to: '+14155550177', mode: 'warm' as const },
    ...{ requested_by: 'agent' as const, state, failure: null, detail: null },
    ...{ started_at: '2026-01-01T00:00:00.000Z', answered_at: null, ended_at: null, ...more },
  });
const musicPlays = () => expect.poll(() => musics.filter(({ aborted }) => !aborted).length);

test('the caller is on hold with music; nothing that is heard meanwhile is answered', async () => {
  news('dialing');
  news('ringing');
  await musicPlays().toBe(1);
  expect(order).toEqual(['patient', 'deaf']);
  expect(said).toEqual([]);
});

test('a caller whom the staff pass on is told first', async () => {
  news('dialing', { requested_by: 'api' });
  await musicPlays().toBe(1);
  expect([order, said]).toEqual([
    ['patient', 'deaf', 'interrupted'],
    ['One moment, please. I will connect you.'],
  ]);
});

test('the person is told what the model said of it, takes the call, and the agent leaves without a word', async () => {
  inbox.tell('Ann has a leaking sink.');
  news('dialing');
  news('briefing');
  await expect.poll(() => lines[0]?.said[0]).toContain('Ann has a leaking sink. Press 1');
  lines[0]?.press('1');
  await expect.poll(() => fake.requests.at(-1)?.body).toEqual({ transfer_id, accepted: true });
  news('joining');
  expect([ending.ended, musics[0]?.aborted]).toEqual([false, false]);
  news('completed');
  expect(await ending.over).toEqual({ by: 'worker', reason: 'transferred' });
  await musicPlays().toBe(0);
  expect([said, lines[0]?.open]).toEqual([[], false]);
});

test('a person who cannot be told anything is not kept on the line, nor is the caller', async () => {
  speechless = true;
  news('dialing');
  news('briefing');
  await expect
    .poll(() => fake.requests.at(-1)?.body)
    .toEqual({
      transfer_id,
      accepted: false,
      failure: 'failed',
    });
});

test.each([
  ['no_answer', 'I am sorry, I could not reach the office.'],
  ['busy', 'I am sorry, the office is on another call.'],
] as const)(
  '%s: the caller is told in a sentence, and the conversation goes on',
  async (failure, sentence) => {
    news('dialing');
    await musicPlays().toBe(1);
    news('failed', { failure });
    await expect.poll(() => said[0]).toContain(sentence);
    expect(order).toEqual(['patient', 'deaf', 'hears', 'impatient']);
    news('failed', { failure });
    expect(said).toHaveLength(1);
    await musicPlays().toBe(0);
  },
);

test('what was told of before this job came is not its business', () => {
  news('failed', { failure: 'busy' });
  expect([said, order]).toEqual([[], []]);
});

test('when the caller hangs up the music ends', async () => {
  news('dialing');
  await musicPlays().toBe(1);
  ending.end({ by: 'caller', reason: 'caller_hung_up' });
  await musicPlays().toBe(0);
});
