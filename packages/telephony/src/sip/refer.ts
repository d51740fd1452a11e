import type { TransferFailure } from '@parley/contracts';
import { ServerError, SipClient } from 'livekit-server-sdk';
import type { LiveKitSettings } from '../livekit-clients.ts';
import { toDialFailure } from './dial-outcome.ts';

export interface ReferRequest {
  livekitRoom: string;
  /** The telephone that is to call somebody else. */
  identity: string;
  /** `tel:` or `sip:`. */
  to: string;
  /** How long the other telephone may ring. */
  ringS: number;
}

export type ReferResult =
  | { transferred: true }
  | { transferred: false; failure: TransferFailure; detail: string };

/** Asks a caller's telephone, or its carrier, to call somebody else in our place (REFER). Never throws. */
export type Refer = (request: ReferRequest) => Promise<ReferResult>;

/** What telephones and carriers answer that know no REFER. */
const unsupported = [405, 420, 489, 501];

/** @param settings of the SIP API: LiveKit's, or the phone gateway's at its own address. */
export function createRefer({ url, apiKey, apiSecret }: LiveKitSettings): Refer {
  const sip = new SipClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, { failover: false });
  return async ({ livekitRoom, identity, to, ringS }) => {
    try {
      await sip.transferSipParticipant(livekitRoom, identity, to, {
        ringingTimeout: ringS,
        timeout: ringS + 5,
      });
      return { transferred: true };
    } catch (error) {
      return { transferred: false, ...toReferFailure(error) };
    }
  };
}

function toReferFailure(error: unknown): { failure: TransferFailure; detail: string } {
  const { reason, sipStatus, detail } = toDialFailure(error);
  if (sipStatus === undefined && error instanceof ServerError && error.status === 404) {
    return { failure: 'caller_hung_up', detail: 'The telephone was not in the room any more.' };
  }
  return { failure: sipStatus && unsupported.includes(sipStatus) ? 'unsupported' : reason, detail };
}
