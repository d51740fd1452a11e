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
  /** Of the participant; told by the number when left out. */
  identity?: string;
  attributes?: Record<string, string>;
  /** Seconds that the telephone rings; `ringingTimeoutS` when left out. */
  ringS?: number;
}

export type DialResult = { answered: true; sipCallRef: string } | ({ answered: false } & DialFailure);

/** Rings a number and brings it into a room. Resolves when somebody answers, or nobody does; never throws. */
export type Dial = (request: DialRequest) => Promise<DialResult>;

/** Seconds that a telephone rings. */
export const ringingTimeoutS = 45;
/** The service says by itself when nobody answers; one that is silent so long after has failed. */
const answerGraceS = 15;

/** Whose telephone it is, within the room. */
export const identityOfNumber = (number: string): string => `sip_${number}`;

/** @param settings of the SIP API: LiveKit's, or the phone gateway's at its own address. */
export function createDial({ url, apiKey, apiSecret }: LiveKitSettings): Dial {
  const sip = new SipClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, { failover: false });
  return async ({ outboundRef, livekitRoom, from, to, callId, maxDurationS, ...more }) => {
    const { identity = identityOfNumber(to), attributes, ringS = ringingTimeoutS } = more;
    try {
      const participant = await sip.createSipParticipant(outboundRef, to, livekitRoom, {
        fromNumber: from,
        participantIdentity: identity,
        participantName: `Phone ${to}`,
        participantAttributes: { 'parley.callID': callId, ...attributes },
        waitUntilAnswered: true,
        ringingTimeout: ringS,
        maxCallDuration: maxDurationS,
        timeout: ringS + answerGraceS,
      });
      return { answered: true, sipCallRef: participant.sipCallId };
    } catch (error) {
      return { answered: false, ...toDialFailure(error) };
    }
  };
}
