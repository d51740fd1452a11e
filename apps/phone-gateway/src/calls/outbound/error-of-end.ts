import { sipStatusError } from '../../api/sip-status-error.ts';
import { TwirpError } from '../../api/twirp-error.ts';
import type { EndReason } from '../end-reason.ts';

/** What is told of a call that ended on our side before its answer. */
export function errorOfEnd(reason: EndReason): TwirpError {
  switch (reason) {
    case 'room-unreachable':
      return new TwirpError('unavailable', 'the room could not be joined');
    case 'participant-removed':
    case 'participant-replaced':
    case 'room-deleted':
    case 'withdrawn':
      return sipStatusError(487, 'Request Terminated', reason);
    case 'shutdown':
      return new TwirpError('unavailable', 'the phone gateway stops');
    case 'not-acceptable':
      return sipStatusError(488, 'Not Acceptable Here');
    default:
      return new TwirpError('internal', `the call ended: ${reason}`);
  }
}
