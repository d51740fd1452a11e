import { SIPStatusCode } from '@livekit/protocol';
import { type TwirpCode, TwirpError } from './twirp-error.ts';

/** LiveKit's table; what is missing here is told by its hundreds. */
const codes: Record<number, TwirpCode> = {
  300: 'invalid_argument',
  301: 'not_found',
  302: 'not_found',
  305: 'invalid_argument',
  380: 'invalid_argument',
  401: 'permission_denied',
  402: 'permission_denied',
  403: 'permission_denied',
  404: 'not_found',
  407: 'unauthenticated',
  408: 'deadline_exceeded',
  409: 'failed_precondition',
  410: 'not_found',
  412: 'failed_precondition',
  416: 'out_of_range',
  428: 'unauthenticated',
  433: 'permission_denied',
  436: 'unauthenticated',
  437: 'unauthenticated',
  438: 'unauthenticated',
  440: 'resource_exhausted',
  470: 'permission_denied',
  480: 'resource_exhausted',
  481: 'not_found',
  482: 'failed_precondition',
  483: 'failed_precondition',
  486: 'resource_exhausted',
  487: 'aborted',
  491: 'aborted',
  494: 'unauthenticated',
  504: 'deadline_exceeded',
  505: 'invalid_argument',
  513: 'invalid_argument',
  600: 'resource_exhausted',
  603: 'permission_denied',
  604: 'not_found',
  607: 'permission_denied',
  608: 'permission_denied',
};

const codeOf = (status: number): TwirpCode => {
  const code = codes[status];
  if (code) return code;
  return status >= 500 && status < 600 ? 'failed_precondition' : 'invalid_argument';
};

/**
 * A call that ended with this SIP status, as LiveKit tells it: livekit-server-sdk makes a SipCallError of it.
 * @param why what the status alone does not say
 */
export function sipStatusError(status: number, reason: string, why?: string): TwirpError {
  const name = SIPStatusCode[status];
  const said = reason || name?.replace(/^SIP_STATUS_/, '') || String(status);
  return new TwirpError(codeOf(status), `${why ? `${why}: ` : ''}sip status ${status}: ${said}`, {
    sip_status_code: String(status),
    sip_status: reason || name || String(status),
  });
}
