import { EventEmitter } from 'node:events';
import { APIStatusError, voice } from '@livekit/agents';
import { createLogger } from '@parley/observability';
import { expect, test, vi } from 'vitest';
import { CallEnding } from './call-ending.ts';
import { Floor } from './floor.ts';
import { phrasesIn } from './phrases.ts';
import { recoverSession } from './recover-session.ts';

const { Error: Failed, UserInputTranscribed, UserTranscriptionTimeout, Close } = voice.AgentSessionEventTypes;

function start() {
  const session = Object.assign(new EventEmitter(), {
    say: vi.fn(),
    userState: 'listening',
    agentState: 'listening',
  });
  const floor = new Floor();
  const stt = { restart: vi.fn() };
  const ending = new CallEnding();
  const lines: string[] = [];
  const log = createLogger({ name: 'test' }, { write: (line: string) => void lines.push(line) });
  recoverSession({
    session: session as unknown as voice.AgentSession,
    stt,
    ending,
    language: { phrases: phrasesIn('en') },
    floor,
    log,
  });
  const fail = (type: string, recoverable: boolean) => {
    const error = new APIStatusError({ message: 'the caller said banana', options: { statusCode: 500 } });
    session.emit(Failed, { error: { type, error, recoverable } });
  };
  return { session, stt, ending, fail, lines, floor };
}

test('speech without a transcript opens recognition anew; a cough does not', () => {
  const { session, stt } = start();
  session.emit(UserTranscriptionTimeout, { speechDuration: 100 });
  expect(stt.restart).not.toHaveBeenCalled();
  session.emit(UserTranscriptionTimeout, { speechDuration: 1_500 });
  expect(stt.restart).toHaveBeenCalledOnce();
});

test('a caller who is not understood at all is told so, where nobody else has the floor', () => {
  vi.useFakeTimers();
  const miss = (session: EventEmitter): void => {
    session.emit(UserTranscriptionTimeout, { speechDuration: 1_500 });
    vi.advanceTimersByTime(2_500);
  };
  const { session } = start();
  miss(session);
  miss(session);
  expect(session.say).toHaveBeenCalledExactlyOnceWith(phrasesIn('en').notCaught);
  session.emit(UserInputTranscribed, { transcript: 'Hello?' });
  miss(session);
  expect(session.say).toHaveBeenCalledTimes(2);

  const busy = start();
  busy.floor.take('transfer');
  miss(busy.session);
  expect(busy.session.say).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test('the caller hears of it when the model gave up, and only then; nobody reads what was said', () => {
  const { session, fail, ending, lines } = start();
  fail('llm_error', true);
  fail('tts_error', false);
  expect(session.say).not.toHaveBeenCalled();
  fail('llm_error', false);
  expect(session.say).toHaveBeenCalledExactlyOnceWith(phrasesIn('en').troubled);
  ending.end({ by: 'caller', reason: 'caller_hung_up' });
  fail('llm_error', false);
  expect(session.say).toHaveBeenCalledOnce();
  expect(lines.join('')).not.toContain('banana');
});

test('a session that closes by itself ends the job, so that another can take the call', async () => {
  const { session, ending } = start();
  session.emit(Close, { reason: 'error' });
  expect(await ending.over).toEqual({ by: 'worker', reason: 'agent_lost' });
});
