import type { EventEmitter } from 'node:events';
import { initializeLogger, voice } from '@livekit/agents';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { followOptOut } from '../opt-out/follow-opt-out.ts';
import { OptOut } from '../opt-out/opt-out.ts';
import { CallEnding } from '../session/call-ending.ts';
import { createAgent } from '../session/create-agent.ts';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { observedSession } from '../testing/run-session.ts';

const { UserInputTranscribed } = voice.AgentSessionEventTypes;
beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let open: voice.AgentSession | undefined;
afterEach(() => open?.close());

const demand = 'I have had enough of your sales talk for one life';

/** A call whose model calls the tool at a demand that no phrase foresees. */
async function begin(write: () => Promise<void>) {
  const brief = testBrief();
  const { session, recorded } = observedSession({
    replies: [
      { input: demand, toolCalls: [{ name: 'stop_calling', args: {} }] },
      { input: 'stop calling me', content: 'Why?' },
    ],
  });
  open = session;
  const ending = new CallEnding();
  const parts = agentParts(brief, { report: recorded.report });
  const { language } = parts;
  const floor = { take: () => {}, give: () => {} };
  const written = vi.fn(write);
  const optOut = new OptOut({ session, write: written, ending, language, floor, onFailed: () => {} });
  followOptOut(session, { optOut, languages: ['en'] });
  await session.start({ agent: createAgent(brief, { ...parts, optOut }) });
  const said = () => recorded.of('transcript').map(({ text }) => text);
  return { session, recorded, ending, written, said, language };
}

test('what the model understands as a demand is written, confirmed in one sentence, and ends the call', async () => {
  const { session, recorded, ending, written, said, language } = await begin(async () => {});
  await session.run({ userInput: demand }).wait();
  expect(written.mock.calls).toEqual([['agent']]);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'agent_hung_up' });
  expect(said()).toEqual([language.phrases.optedOut]);
  expect(recorded.of('tool').map(({ status }) => status)).toEqual(['started', 'succeeded']);
});

test('one that could not be written is told to the model, and the call goes on', async () => {
  const { session, recorded, ending } = await begin(async () => {
    throw new Error('away');
  });
  await session.run({ userInput: demand }).wait();
  expect(recorded.of('tool').map(({ status }) => status)).toEqual(['started', 'failed']);
  expect(ending.ended).toBe(false);
});

test('final words are listened to without the model; interim ones are not taken at their word', async () => {
  const { session, written, ending } = await begin(async () => {});
  const heard = (transcript: string, isFinal: boolean) =>
    (session as EventEmitter).emit(UserInputTranscribed, { transcript, isFinal, createdAt: Date.now() });
  heard('please stop calling me', false);
  heard('can you call me back', true);
  expect(written).not.toHaveBeenCalled();
  heard('Please stop calling me.', true);
  await ending.over;
  expect(written.mock.calls).toEqual([['words']]);
});
