import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSipTimers } from '../use-sip-timers.ts';
import { Retransmissions } from './retransmissions.ts';

beforeEach(() => {
  vi.useFakeTimers();
  useSipTimers();
});
afterEach(() => vi.useRealTimers());

function start() {
  const began = Date.now();
  const at: number[] = [];
  return { resend: new Retransmissions(), at, send: () => void at.push(Date.now() - began) };
}

test('an INVITE is repeated at doubling intervals for 32 s (timer A)', () => {
  const { resend, at, send } = start();
  resend.request({ method: 'INVITE', branch: 'b', send });
  vi.advanceTimersByTime(60_000);
  expect(at).toEqual([500, 1_500, 3_500, 7_500, 15_500, 31_500]);
});

test('other requests are repeated at most every 4 s (timer E)', () => {
  const { resend, at, send } = start();
  resend.request({ method: 'BYE', branch: 'b', send });
  vi.advanceTimersByTime(60_000);
  expect(at).toEqual([500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
});

test('a refusal is repeated until its ACK (timer G)', () => {
  const { resend, at, send } = start();
  resend.refusal({ branch: 'b', send });
  vi.advanceTimersByTime(8_000);
  expect(at).toEqual([500, 1_500, 3_500, 7_500]);
  resend.acknowledged('b');
  vi.advanceTimersByTime(60_000);
  expect(at).toHaveLength(4);
});

test('any response ends the repetition of an INVITE, only a final one that of others, and only their own', () => {
  const { resend, at, send } = start();
  resend.request({ method: 'INVITE', branch: 'b', send });
  resend.answered({ method: 'INVITE', branch: 'other', status: 200 });
  resend.answered({ method: 'CANCEL', branch: 'b', status: 200 });
  vi.advanceTimersByTime(600);
  expect(at).toHaveLength(1);
  resend.answered({ method: 'INVITE', branch: 'b', status: 100 });
  resend.request({ method: 'BYE', branch: 'c', send });
  resend.answered({ method: 'BYE', branch: 'c', status: 100 });
  vi.advanceTimersByTime(600);
  expect(at).toHaveLength(2);
  resend.answered({ method: 'BYE', branch: 'c', status: 481 });
  vi.advanceTimersByTime(60_000);
  expect(at).toHaveLength(2);
});

test('an ACK is never repeated', () => {
  const { resend, at, send } = start();
  resend.request({ method: 'ACK', branch: 'b', send });
  vi.advanceTimersByTime(60_000);
  expect(at).toEqual([]);
});
