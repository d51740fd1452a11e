import type { Clock } from '../clock.ts';
import { Throttle } from './throttle.ts';

const minuteMs = 60_000;

export interface Throttles {
  /** Guessing passwords and tokens; who guesses right is forgiven. */
  guesses: Throttle;
  /** What sends mail or makes accounts, right or wrong. */
  mails: Throttle;
  /** Mail that a tenant asks for: invitations. */
  invitations: Throttle;
}

export const createThrottles = (clock: Clock): Throttles => ({
  guesses: new Throttle(clock, { windowMs: minuteMs, perAccount: 5, perAddress: 20 }),
  invitations: new Throttle(clock, { windowMs: 15 * minuteMs, perAccount: 50, perAddress: 200 }),
  mails: new Throttle(clock, { windowMs: 15 * minuteMs, perAccount: 3, perAddress: 20 }),
});
