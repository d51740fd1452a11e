import { APIConnectionError, APIStatusError, APITimeoutError } from '@livekit/agents';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

const status = (statusCode: number) =>
  new APIStatusError({ message: 'Incorrect API key provided: sk-abc', options: { statusCode } });

test.each([
  [
    'stt_error',
    status(401),
    true,
    'stt',
    'Speech recognition refused the key (status 401), and is tried again.',
  ],
  [
    'llm_error',
    status(429),
    false,
    'llm',
    'The language model is over its limit (status 429), and was given up.',
  ],
  ['llm_error', status(500), true, 'llm', 'The language model failed (status 500), and is tried again.'],
  [
    'tts_error',
    new APITimeoutError({}),
    true,
    'tts',
    'The voice did not answer in time, and is tried again.',
  ],
  [
    'tts_error',
    new APIConnectionError({ message: 'secret' }),
    false,
    'tts',
    'The voice failed, and was given up.',
  ],
  ['other', new Error('secret'), false, 'session', 'The session failed, and was given up.'],
])('%s is said in our own words', (type, error, recoverable, source, message) => {
  expect(describeError({ type, error, recoverable })).toEqual({ source, message });
});
