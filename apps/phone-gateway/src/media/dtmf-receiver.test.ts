import { describe, expect, it } from 'vitest';
import { createDtmfReceiver } from './dtmf-receiver.ts';

interface Event {
  code: number;
  timestamp: number;
  duration?: number;
  marker?: boolean;
  ended?: boolean;
}

const hear = (events: Event[]): string => {
  let heard = '';
  const receiver = createDtmfReceiver((digit) => {
    heard += digit;
  });
  for (const { code, timestamp, duration = 160, marker = false, ended = false } of events) {
    const payload = Buffer.from([code, (ended ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
    receiver.receive({ marker, timestamp, payload });
  }
  return heard;
};

/** A key as it is sent: five growing packets, the last three times. */
const press = (code: number, timestamp: number): Event[] => [
  ...[160, 320, 480, 640].map((duration, i) => ({ code, timestamp, duration, marker: i === 0 })),
  ...[800, 800, 800].map((duration) => ({ code, timestamp, duration, ended: true })),
];

describe('createDtmfReceiver', () => {
  it('hears every key once', () => {
    const events = Array.from({ length: 16 }, (_, code) => press(code, 10_000 + 2000 * code)).flat();
    expect(hear(events)).toBe('0123456789*#ABCD');
  });

  it('tells two presses of one key apart', () => {
    expect(hear([...press(1, 1000), ...press(1, 3000)])).toBe('11');
  });

  it('hears a key of which one packet arrived, whichever', () => {
    for (const event of press(7, 5000)) expect(hear([event])).toBe('7');
  });

  it('hears both of two equal keys when the end bits and the marker between are lost', () => {
    const first = press(5, 1000).filter(({ ended }) => !ended);
    const second = press(5, 1000 + 1600).filter(({ marker }) => !marker);
    expect(hear([...first, ...second])).toBe('55');
  });

  it('ignores what comes again from the key before', () => {
    expect(hear([...press(1, 1000), ...press(2, 3000), ...press(1, 1000)])).toBe('12');
  });

  it('hears one key held for twelve seconds once', () => {
    const held = Array.from({ length: 409 }, (_, i) => ({
      code: 3,
      timestamp: 100,
      duration: 160 * (i + 1),
    }));
    const on = Array.from({ length: 191 }, (_, i) => ({
      code: 3,
      timestamp: 100 + 409 * 160,
      duration: 160 * (i + 1),
    }));
    expect(hear([...held, ...on])).toBe('3');
  });

  it('hears one key of a telephone that lets the timestamp run', () => {
    expect(hear([0, 160, 320, 480].map((at) => ({ code: 9, timestamp: 700 + at, marker: at === 0 })))).toBe(
      '9',
    );
  });

  it('goes on when the sender starts anew', () => {
    expect(hear([...press(1, 4_000_000_000), ...press(2, 1000)])).toBe('12');
    expect(hear([...press(1, 2_000_000), ...press(2, 1000)])).toBe('12');
  });

  it('ignores flash, fax tones and broken packets', () => {
    expect(
      hear([
        { code: 16, timestamp: 1 },
        { code: 36, timestamp: 2 },
        { code: 255, timestamp: 3 },
      ]),
    ).toBe('');
    const receiver = createDtmfReceiver(() => expect.unreachable());
    receiver.receive({ marker: true, timestamp: 1, payload: Buffer.from([1, 2, 3]) });
  });
});
