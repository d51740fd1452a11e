import { SipClient } from 'livekit-server-sdk';
import type { LiveKitSettings } from '../livekit-clients.ts';
import { type DialFailure, toDialFailure } from './dial-outcome.ts';

export interface DialRequest {
  /** The SIP service's name of the trunk. */
  outboundRef: string;
  livekitRoom: string;
  /** E.164, both. */
  from: string;
  to: string;
  /** Goes with the participant as `parley.callID`. */
  callId: string;
  maxDurationS: number;
}

export type DialResult = { answered: true; sipCallRef: string } | ({ answered: false } & DialFailure);

/** Rings a number and brings it into a room. Resolves when somebody answers, or nobody does; never throws. */
export type Dial = (request: DialRequest) => Promise<DialResult>;

/** Seconds that a telephone rings. */
export const ringingTimeoutS = 45;
/** The service says by itself when nobody answers; one that is silent even then has failed. */
const answerTimeoutS = ringingTimeoutS + 15;

/** Whose telephone it is, within the room. */
export const identityOfNumber = (number: string): string => `sip_${number}`;

/** @param settings of the SIP API: LiveKit's, or the phone gateway's at its own address. */
export function createDial({ url, apiKey, apiSecret }: LiveKitSettings): Dial {
  const sip = new SipClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, { failover: false });
  return async ({ outboundRef, livekitRoom, from, to, callId, maxDurationS }) => {
    try {
      const participant = await sip.createSipParticipant(outboundRef, to, livekitRoom, {
        fromNumber: from,
        participantIdentity: identityOfNumber(to),
        participantName: `Phone ${to}`,
        participantAttributes: { 'parley.callID': callId },
        waitUntilAnswered: true,
        ringingTimeout: ringingTimeoutS,
        maxCallDuration: maxDurationS,
        timeout: answerTimeoutS,
      });
      return { answered: true, sipCallRef: participant.sipCallId };
    } catch (error) {
      return { answered: false, ...toDialFailure(error) };
    }
  };
}
