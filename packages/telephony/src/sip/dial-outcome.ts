import type { CallEndReason } from '@parley/contracts';
import { ServerError, SipCallError } from 'livekit-server-sdk';
import { toLiveKitError } from '../livekit-error.ts';

/** Why a dial reached nobody. */
export interface DialFailure {
  reason: Extract<
    CallEndReason,
    | 'busy'
    | 'no_answer'
    | 'declined'
    | 'unreachable'
    | 'invalid_number'
    | 'blocked'
    | 'carrier_failed'
    | 'telephony_unavailable'
    | 'failed'
  >;
  /** Of the answer; none where no carrier has answered. */
  sipStatus: number | undefined;
  /** For people. */
  detail: string;
  /** The service gave no answer, so that the call may be under way all the same. */
  unsure: boolean;
}

/** What carriers mean by their answers. What is missing here is told by its hundreds. */
const reasons: Record<number, DialFailure['reason']> = {
  401: 'carrier_failed',
  402: 'carrier_failed',
  403: 'blocked',
  404: 'invalid_number',
  407: 'carrier_failed',
  408: 'no_answer',
  410: 'invalid_number',
  433: 'blocked',
  480: 'no_answer',
  484: 'invalid_number',
  485: 'invalid_number',
  // Nobody took it in time, and the ringing was called off.
  487: 'no_answer',
  488: 'carrier_failed',
  486: 'busy',
  502: 'unreachable',
  503: 'carrier_failed',
  504: 'unreachable',
  600: 'busy',
  603: 'declined',
  604: 'invalid_number',
  606: 'unreachable',
  607: 'declined',
  608: 'blocked',
};

export function reasonOfSipStatus(status: number): DialFailure['reason'] {
  const known = reasons[status];
  if (known) return known;
  if (status >= 600) return 'declined';
  return status >= 500 ? 'carrier_failed' : 'unreachable';
}

/** The one place where answers of LiveKit and of carriers become reasons of ours. */
export function toDialFailure(error: unknown): DialFailure {
  const status = error instanceof SipCallError ? error.sipStatusCode : undefined;
  if (error instanceof SipCallError && status !== undefined) {
    const said = error.sipStatus ? ` ${error.sipStatus}` : '';
    const detail = `The carrier answered ${status}${said}.`;
    return { reason: reasonOfSipStatus(status), sipStatus: status, detail, unsure: false };
  }
  const { message } = toLiveKitError('dial', error);
  if (!(error instanceof ServerError)) {
    return {
      reason: 'telephony_unavailable',
      sipStatus: undefined,
      detail: `The telephone service did not answer. (${message})`,
      unsure: !isRefusedConnection(error),
    };
  }
  return { sipStatus: undefined, ...ofService(error, message) };
}

function ofService(error: ServerError, message: string): Omit<DialFailure, 'sipStatus'> {
  switch (error.status) {
    // No SIP service has taken the request.
    case 503:
      return {
        reason: 'telephony_unavailable',
        detail: `No telephone service is there to dial. (${message})`,
        unsure: false,
      };
    case 408:
    case 504:
      return {
        reason: 'no_answer',
        detail: `The call was not answered in time. (${message})`,
        unsure: true,
      };
    case 404:
      return {
        reason: 'failed',
        detail: `The telephone service does not know the trunk. (${message})`,
        unsure: false,
      };
    default:
      return error.status < 500
        ? { reason: 'failed', detail: `The telephone service refused the call. (${message})`, unsure: false }
        : {
            reason: 'telephony_unavailable',
            detail: `The telephone service failed. (${message})`,
            unsure: true,
          };
  }
}

/** Nobody listens there: nothing was dialled. */
function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
