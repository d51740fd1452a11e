import { ParleyApiError } from '@parley/api-client';
import { errorStatus } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { problemKinds } from './problem.ts';
import { problemWords } from './problem-words.ts';
import { RoomConnectionError } from './room-connection.ts';
import { startProblem } from './start-problem.ts';

const api = (code: keyof typeof errorStatus, detail = 'why') =>
  new ParleyApiError({ status: errorStatus[code], code, detail });
const network = new ParleyApiError({ status: 0, code: 'NETWORK', detail: 'The server cannot be reached.' });

describe('which problem a failed start is', () => {
  it.each([
    ['session', api('UNAUTHENTICATED'), 'signed_out'],
    ['token', api('UNAUTHENTICATED'), 'signed_out'],
    ['token', api('INTERNAL'), 'token_refused'],
    ['token', network, 'api_unreachable'],
    ['session', network, 'api_unreachable'],
    ['session', api('ROOM_BUSY'), 'room_busy'],
    ['session', api('NOT_FOUND'), 'agent_unknown'],
    ['session', api('LIVEKIT_UNAVAILABLE'), 'livekit_unavailable'],
    ['session', api('RATE_LIMITED'), 'rate_limited'],
    ['session', api('INTERNAL'), 'session_refused'],
    ['session', new Error('bug'), 'session_refused'],
    ['room', new RoomConnectionError('no route', false), 'livekit_unreachable'],
    ['room', new RoomConnectionError('invalid token', true), 'livekit_refused'],
  ] as const)('%s: %s is %s', (step, error, kind) => {
    expect(startProblem(step, error).kind).toBe(kind);
  });

  it('names every field that the server did not accept', () => {
    const error = new ParleyApiError({
      status: 400,
      code: 'VALIDATION_FAILED',
      detail: 'The input is not valid.',
      issues: [
        { path: 'room', message: 'room must not be empty' },
        { path: 'agent_id', message: 'expected agt_ and 32 hex digits' },
      ],
    });
    expect(startProblem('session', error)).toEqual({
      kind: 'input_refused',
      detail: 'room must not be empty. expected agt_ and 32 hex digits',
    });
  });
});

it.each(problemKinds)('%s has words, and says what to do', (kind) => {
  const { title, advice } = problemWords({ kind });
  expect(title).toMatch(/^\p{Lu}.{9,}/u);
  expect(advice).toMatch(/.{15,}\.$/);
});
