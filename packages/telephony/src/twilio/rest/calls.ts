import type { TwilioClient } from './twilio-client.ts';

/** As Twilio has it. @see https://www.twilio.com/docs/voice/api/call-resource */
export const twilioCallStatuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const;
export type TwilioCallStatus = (typeof twilioCallStatuses)[number];

export interface StreamCall {
  /** E.164, both; `from` is one of the account's numbers. */
  from: string;
  to: string;
  twiml: string;
  statusUrl: string;
  ringingTimeoutS: number;
  maxDurationS: number;
}

interface CallBody {
  sid: string;
  status: TwilioCallStatus;
}

/** Has Twilio ring a number. @returns its id of the call */
export async function startCall(client: TwilioClient, call: StreamCall): Promise<string> {
  const form = {
    To: call.to,
    From: call.from,
    Twiml: call.twiml,
    Timeout: call.ringingTimeoutS,
    TimeLimit: call.maxDurationS,
    StatusCallback: call.statusUrl,
    StatusCallbackMethod: 'POST',
    StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  };
  return (await client.api<CallBody>('POST', '/Calls.json', form, 'the call')).sid;
}

export const readCallStatus = async (client: TwilioClient, callSid: string): Promise<TwilioCallStatus> =>
  (await client.api<CallBody>('GET', `/Calls/${callSid}.json`, {}, 'the look at the call')).status;

/** Stops the ringing, or hangs up. One that is over already is over. */
export async function endCall(client: TwilioClient, callSid: string): Promise<void> {
  await client
    .api('POST', `/Calls/${callSid}.json`, { Status: 'completed' }, 'the end of the call')
    .catch((error: { code?: number }) => {
      if (error.code !== 21220) throw error;
    });
}
