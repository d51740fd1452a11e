import { type DialFailure, reasonOfSipStatus } from '../sip/dial-outcome.ts';
import type { CarrierError } from './carrier-error.ts';
import type { TwilioCallStatus } from './rest/calls.ts';

/** How far a call out is, in our words. */
export type TwilioProgress = 'dialing' | 'ringing' | 'answered' | DialFailure;

/** @param sipCode the carrier's, where Twilio tells it */
export function progressOfStatus(status: TwilioCallStatus, sipCode?: number): TwilioProgress {
  const over = (reason: DialFailure['reason'], detail: string): DialFailure => ({
    reason,
    sipStatus: sipCode,
    detail,
    unsure: false,
  });
  switch (status) {
    case 'queued':
    case 'initiated':
      return 'dialing';
    case 'ringing':
      return 'ringing';
    // It was answered, and may be over again.
    case 'in-progress':
    case 'completed':
      return 'answered';
    case 'busy':
      return over('busy', 'The line was busy.');
    case 'no-answer':
    case 'canceled':
      return over('no_answer', 'Nobody answered.');
    case 'failed': {
      const detail = `Twilio could not connect the call${sipCode ? ` (SIP ${sipCode})` : ''}.`;
      return over(sipCode ? reasonOfSipStatus(sipCode) : 'unreachable', detail);
    }
  }
}

/** Twilio's numbers for calls that it does not place. */
const reasons: Record<number, DialFailure['reason']> = {
  13224: 'invalid_number',
  13227: 'blocked',
  21211: 'invalid_number',
  21214: 'invalid_number',
  21215: 'blocked',
  21216: 'blocked',
  21217: 'invalid_number',
};

/** Why Twilio did not take a call. */
export function failureOfRefusal({ kind, code, message, unsure }: CarrierError): DialFailure {
  const fallback = kind === 'unavailable' ? 'telephony_unavailable' : 'carrier_failed';
  return { reason: reasons[code ?? 0] ?? fallback, sipStatus: undefined, detail: message, unsure };
}
