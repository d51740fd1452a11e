import { endCall, readCallStatus, type StreamCall, startCall, type TwilioCallStatus } from './rest/calls.ts';
import { createTwilioClient, type TwilioAccount, type TwilioSettings } from './rest/twilio-client.ts';

/** Calls by Twilio's API; all of it throws `CarrierError`. */
export interface TwilioCalls {
  start(account: TwilioAccount, call: StreamCall): Promise<string>;
  status(account: TwilioAccount, callSid: string): Promise<TwilioCallStatus>;
  end(account: TwilioAccount, callSid: string): Promise<void>;
}

export function createTwilioCalls(settings: TwilioSettings): TwilioCalls {
  const of = (account: TwilioAccount) => createTwilioClient(settings, account);
  return {
    start: (account, call) => startCall(of(account), call),
    status: (account, callSid) => readCallStatus(of(account), callSid),
    end: (account, callSid) => endCall(of(account), callSid),
  };
}
