import { describe, expect, it } from 'vitest';
import { normalizePhone } from './normalize-phone.ts';

describe('normalizePhone', () => {
  it.each([
    ['(415) 555-0142', '+14155550142'],
    ['415 555 0142', '+14155550142'],
    ['1 415 555 0142', '+14155550142'],
    ['+44 20 7946 0958', '+442079460958'],
    ['four one five, five five five, oh one four two', '+14155550142'],
    ['four one five triple five zero one four two', '+14155550142'],
    ['plus four four two zero seven nine four six zero nine five eight', '+442079460958'],
    ['555 0142', '555 0142'],
    ['555-0142', '555-0142'],
    ['555  0142', '555 0142'],
    ['five five five oh one four two', '555 0142'],
    ['five five five 0142', '555 0142'],
  ])('%s → %s', (said, expected) => {
    expect(normalizePhone(said)).toBe(expected);
  });

  it.each(['no idea', '12', '55501', '0142 maybe', 'five five', '1'.repeat(30), 'my number is secret'])(
    'refuses %s',
    (said) => {
      expect(() => normalizePhone(said)).toThrow(
        expect.objectContaining({
          code: 'VALIDATION_FAILED',
          issues: [expect.objectContaining({ path: 'phone' })],
        }),
      );
    },
  );
});
