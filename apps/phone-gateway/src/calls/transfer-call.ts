import { sipStatusError } from '../api/sip-status-error.ts';
import { TwirpError } from '../api/twirp-error.ts';
import { SipStatusError } from '../sip/errors.ts';
import type { ReferResult } from '../sip/types.ts';
import type { Call } from './call.ts';
import { ringingTone } from './media/tones.ts';

export interface TransferRequest {
  /** As in Refer-To: `<sip:…>` or `tel:…`. */
  to: string;
  headers: Record<string, string>;
  playDialtone: boolean;
  timeoutMs: number;
}

/**
 * Asks the telephone to call somebody else instead. When that worked the call is over here; when not it goes on.
 * @throws TwirpError with the SIP status that says why not
 */
export async function transferCall(call: Call, request: TransferRequest): Promise<void> {
  const { line } = call;
  if (call.state !== 'active' || !line)
    throw new TwirpError('failed_precondition', `the call cannot be transferred: it is ${call.state}`);
  call.become('transferring');
  const tone = request.playDialtone ? line.path.toneToPhone(ringingTone) : undefined;
  call.own('transfer tone', () => tone?.stop());
  try {
    const { status, reason } = await refer(call, line.dialog, request);
    if (status >= 300) throw sipStatusError(status, reason, 'the transfer failed');
    call.end('transferred');
  } finally {
    tone?.stop();
    if (!call.reason) call.become('active');
  }
}

async function refer(
  call: Call,
  dialog: NonNullable<Call['line']>['dialog'],
  { to, headers, timeoutMs }: TransferRequest,
): Promise<ReferResult> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      late.reject(
        new TwirpError('deadline_exceeded', 'the transfer was neither accepted nor refused in time'),
      ),
    timeoutMs,
  );
  try {
    const progress = await Promise.race([dialog.refer({ to, headers }), late.promise]);
    progress.onStatus((status) => call.log.info({ status }, 'transfer'));
    return await Promise.race([progress.result, late.promise]);
  } catch (error) {
    if (error instanceof SipStatusError) return { status: error.status, reason: error.reason, by: 'notify' };
    throw error;
  } finally {
    clearTimeout(timer);
    late.promise.catch(() => {});
  }
}
