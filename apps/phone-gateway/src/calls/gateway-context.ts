import type { Logger } from '@parley/observability';
import type { LiveKitServer } from '../room/create-sip-token.ts';
import type { SipEndpoint } from '../sip/types.ts';
import type { SipStore } from '../store/open-sip-store.ts';
import type { CallList } from './call-list.ts';

/** What every call needs. */
export interface GatewayContext {
  store: SipStore;
  calls: CallList;
  livekit: LiveKitServer;
  log: Logger;
  /** Marks our callers, so that the next life finds those whom a crash has left in their rooms. */
  bridgeId: string;
  /** Where RTP is bound: the address of SIP. */
  mediaHost: string;
  advertisedHost: string | undefined;
  /** A call whose RTP stops is over after so long. */
  mediaTimeoutMs: number;
  /** Unset until it listens; calls come later. */
  sip(): SipEndpoint;
}
