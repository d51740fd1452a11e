import { dtmfDigitOf } from './dtmf-digits.ts';
import type { RtpPacket } from './rtp-packet.ts';
import { timestampDistance } from './serial-numbers.ts';

interface Pressed {
  code: number;
  timestamp: number;
  duration: number;
  ended: boolean;
}

/** Two presses are apart at least so far, in timestamp units: 20 ms. */
const shortestPause = 160;
/** Timestamps further back than this are those of a sender that started anew: 5 s. */
const oldest = 5 * 8000;

/**
 * Tells each key once, at its first packet: later ones repeat it, and any of them may be lost, the last ones with the
 * end bit too. What tells two presses of one key apart is the timestamp, which stands still while a key is held.
 */
export function createDtmfReceiver(onDigit: (digit: string) => void): {
  receive(packet: Pick<RtpPacket, 'marker' | 'timestamp' | 'payload'>): void;
  reset(): void;
} {
  let pressed: Pressed | undefined;

  /** A key held beyond 8 s goes on in a second event; and some telephones let the timestamp run. */
  const goesOn = (before: Pressed, code: number, marker: boolean, ahead: number): boolean =>
    !marker && !before.ended && code === before.code && ahead <= before.duration + shortestPause;

  return {
    receive({ marker, timestamp, payload }) {
      if (payload.length < 4) return;
      const code = payload[0] as number;
      const digit = dtmfDigitOf(code);
      if (digit === undefined) return;
      const ended = ((payload[1] as number) & 0x80) !== 0;
      const duration = ((payload[2] as number) << 8) | (payload[3] as number);
      const before = pressed;
      const ahead = before ? timestampDistance(timestamp, before.timestamp) : 0;
      if (before && ahead === 0) {
        before.ended ||= ended;
        before.duration = Math.max(before.duration, duration);
        return;
      }
      if (before && ahead < 0 && ahead > -oldest) return;
      pressed = { code, timestamp, duration, ended };
      if (!(before && goesOn(before, code, marker, ahead))) onDigit(digit);
    },
    reset() {
      pressed = undefined;
    },
  };
}
