import { callIdSchema } from '@parley/contracts';
import { progressOfStatus, type TwilioCallStatus, twilioCallStatuses } from '@parley/telephony';
import type { Dependencies } from '../../dependencies.ts';
import { lookUp, note, putDown } from '../call-books.ts';
import type { TwilioForm } from './read-twilio-form.ts';

type Context = Pick<
  Dependencies,
  'database' | 'clock' | 'auditKey' | 'log' | 'rooms' | 'supervisor' | 'streamDials'
>;

const isStatus = (status: string | null): status is TwilioCallStatus =>
  twilioCallStatuses.some((known) => known === status);

/**
 * Takes note of how a call out fares. What comes late, twice or in the wrong order changes nothing: a call only moves on.
 * @param call as it stands in the address that Twilio was given; calls in have none, their stream tells
 */
export async function noteTwilioStatus(
  context: Context,
  { tenantId, params }: TwilioForm,
  call: string | undefined,
): Promise<void> {
  const { log, streamDials } = context;
  const callId = callIdSchema.safeParse(call).data;
  const [status, callSid] = [params.get('CallStatus'), params.get('CallSid') ?? undefined];
  log.debug({ callId, status, twilioCallSid: callSid }, 'status of Twilio');
  if (!callId || !isStatus(status)) return;
  const sipCode = Number(params.get('SipResponseCode')) || undefined;
  const progress = progressOfStatus(status, sipCode);
  const key = { tenantId, callId };
  if (streamDials.told(key, progress)) return;
  // Who has dialled it is gone, or is another process.
  const books = { ...context, db: context.database.db };
  const planned = await lookUp(books, key);
  if (!planned || progress === 'dialing') return;
  if (progress === 'ringing') return note(books, key, { now: 'ringing' });
  if (progress === 'answered') {
    // A call whose end comes first was answered too, and is over with its session.
    if (status === 'in-progress') await note(books, key, { now: 'active', sipCallRef: callSid });
    return;
  }
  const { reason, detail, sipStatus } = progress;
  await note(books, key, { now: 'ended', reason, detail, sipStatus });
  if (planned.state === 'dialing' || planned.state === 'ringing') await putDown(books, planned.session);
}
