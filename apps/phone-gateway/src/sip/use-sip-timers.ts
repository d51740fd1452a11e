import { Timers } from 'sip.js/lib/core/index.js';
import { AllowedMethods } from 'sip.js/lib/core/user-agent-core/allowed-methods.js';

/** What sip.js may serve, and says so in Allow; it would take REGISTER, SUBSCRIBE, MESSAGE and REFER too. No UPDATE. */
export const allowedMethods = ['ACK', 'BYE', 'CANCEL', 'INFO', 'INVITE', 'NOTIFY', 'OPTIONS'];

/**
 * sip.js presumes reliable transport: the waits that absorb late repetitions on UDP are 0 there. The timers are one
 * object for the whole process.
 * @param t1 estimated round trip in ms; 500 by RFC 3261. Smaller in tests only.
 */
export function useSipTimers(t1 = 500): void {
  AllowedMethods.splice(0, AllowedMethods.length, ...allowedMethods);
  const t4 = 10 * t1;
  Object.assign(Timers, {
    T1: t1,
    T2: 8 * t1,
    T4: t4,
    TIMER_B: 64 * t1,
    TIMER_D: 64 * t1,
    TIMER_F: 64 * t1,
    TIMER_H: 64 * t1,
    TIMER_I: t4,
    TIMER_J: 64 * t1,
    TIMER_K: t4,
    TIMER_L: 64 * t1,
    TIMER_M: 64 * t1,
    TIMER_N: 64 * t1,
  });
}
