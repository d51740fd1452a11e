import { ServerError, SipCallError } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { toDialFailure } from './dial-outcome.ts';

const answered = (status: number, words = 'Words') =>
  new SipCallError('SipCallError', 'call failed', 429, 'resource_exhausted', {
    sip_status_code: String(status),
    sip_status: words,
  });

describe('what a carrier answers', () => {
  it.each([
    [400, 'unreachable'],
    [401, 'carrier_failed'],
    [402, 'carrier_failed'],
    [403, 'blocked'],
    [404, 'invalid_number'],
    [407, 'carrier_failed'],
    [408, 'no_answer'],
    [410, 'invalid_number'],
    [415, 'unreachable'],
    [433, 'blocked'],
    [480, 'no_answer'],
    [484, 'invalid_number'],
    [485, 'invalid_number'],
    [486, 'busy'],
    [487, 'no_answer'],
    [488, 'carrier_failed'],
    [500, 'carrier_failed'],
    [502, 'unreachable'],
    [503, 'carrier_failed'],
    [504, 'unreachable'],
    [580, 'carrier_failed'],
    [600, 'busy'],
    [603, 'declined'],
    [604, 'invalid_number'],
    [606, 'unreachable'],
    [607, 'declined'],
    [608, 'blocked'],
    [699, 'declined'],
  ])('%i is %s', (status, reason) => {
    const detail = `The carrier answered ${status} Words.`;
    expect(toDialFailure(answered(status))).toEqual({ reason, sipStatus: status, detail, unsure: false });
  });
});

describe('what the service answers without a carrier', () => {
  const said = (status: number, code: string) => new ServerError('TwirpError', 'words', status, code);
  const cut = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  it.each([
    ['no response from servers', said(503, 'unavailable'), 'telephony_unavailable', false],
    ['not in time', said(408, 'deadline_exceeded'), 'no_answer', true],
    ['an unknown trunk', said(404, 'not_found'), 'failed', false],
    ['a wrong argument', said(400, 'invalid_argument'), 'failed', false],
    ['a wrong key', said(401, 'unauthenticated'), 'failed', false],
    ['a fault of its own', said(500, 'internal'), 'telephony_unavailable', true],
    ['nobody listens', cut('ECONNREFUSED'), 'telephony_unavailable', false],
    ['no such host', cut('ENOTFOUND'), 'telephony_unavailable', false],
    ['cut off half-way', cut('ECONNRESET'), 'telephony_unavailable', true],
    ['silence', new DOMException('time', 'TimeoutError'), 'telephony_unavailable', true],
  ])('%s', (_, error, reason, unsure) => {
    expect(toDialFailure(error)).toMatchObject({ reason, unsure, sipStatus: undefined });
  });

  it('is told without tokens', () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(20)}.${'b'.repeat(20)}`;
    const failure = toDialFailure(new ServerError('TwirpError', `bad ${token}`, 401, 'unauthenticated'));
    expect(failure.detail).not.toContain('eyJ');
  });
});
