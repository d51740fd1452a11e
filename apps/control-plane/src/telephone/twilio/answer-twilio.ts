import { streamPath } from '@parley/contracts';
import { answerCall, findLineIn } from '@parley/core';
import {
  createStreamTicket,
  dialSipTwiml,
  hangUpTwiml,
  phoneRoomPrefix,
  rejectTwiml,
  streamTwiml,
} from '@parley/telephony';
import type { Dependencies } from '../../dependencies.ts';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { callerNumberOf } from './hidden-numbers.ts';
import type { TwilioForm } from './read-twilio-form.ts';

type Context = Pick<Dependencies, 'database' | 'vault' | 'config' | 'log' | 'livekit' | 'clock' | 'auditKey'>;

/** Twilio opens the stream at once. */
const ticketTtlS = 60;
/** LiveKit's longest call; the agent's own limit ends calls before. */
const longestCallS = 24 * 3600;

/** What Twilio is to do with a call that comes in, as TwiML. Asked again about the same call it says the same. */
export async function answerTwilio(context: Context, { tenantId, params }: TwilioForm): Promise<string> {
  const { database, vault, config, log } = context;
  const { db } = database;
  const [callSid, to] = [params.get('CallSid') ?? '', params.get('To') ?? ''];
  const from = callerNumberOf(params.get('From'));
  const line = await findLineIn({ db, vault, tenantId, number: to, callRef: callSid });
  switch (line.to) {
    case 'end':
      return hangUpTwiml();
    case 'nobody': {
      // Puts it on record, with the reason.
      const room = `phone_${callSid}`;
      const input = { room, sipCallRef: callSid || 'unknown', from, to: to || 'unknown' };
      await answerCall({ ctx: systemContext({ ...context, db }, tenantId), input });
      return rejectTwiml('rejected');
    }
    case 'sip':
      if (config.sipAddress) return dialSipTwiml({ ...line, uri: `sip:${to}@${config.sipAddress}` });
      log.error(
        { tenantId },
        'a call of Twilio’s for the SIP service is turned away: PARLEY_SIP_ADDRESS is not set',
      );
      return rejectTwiml('busy');
    case 'stream':
      if (config.phonePublicUrl) break;
      log.error(
        { tenantId },
        'a media stream of Twilio’s is turned away: PARLEY_PHONE_PUBLIC_URL is not set',
      );
      return rejectTwiml('busy');
  }
  const caller = from ?? 'anonymous';
  const ticket = createStreamTicket(
    context.livekit,
    {
      direction: 'inbound',
      call_sid: callSid,
      // One room for one call, however often Twilio asks.
      room: `${phoneRoomPrefix(tenantId)}_${caller}_${callSid}`,
      identity: `sip_${caller}`,
      name: `Phone ${caller}`,
      attributes: {
        'sip.trunkID': line.trunkId,
        'sip.trunkPhoneNumber': to,
        ...(from && { 'sip.phoneNumber': from }),
      },
      max_duration_s: longestCallS,
    },
    ticketTtlS,
  );
  return streamTwiml(config.phonePublicUrl.replace(/\/$/, '') + streamPath, ticket);
}
