import { SipClient } from 'livekit-server-sdk';
import type { LiveKitSettings } from '../livekit-clients.ts';
import type { MaybeLockedPlan } from './sip-trunk-plan.ts';
import { type SipSyncResult, syncSipTrunks } from './sync-sip-trunks.ts';

/** Brings all trunks to the SIP service at once. Throws `LiveKitError` and nothing else. */
export type SipSync = (plans: readonly MaybeLockedPlan[]) => Promise<SipSyncResult[]>;

/** @param settings of the SIP API: LiveKit's, or the phone gateway's at its own address. */
export function createSipSync({ url, apiKey, apiSecret, timeoutMs }: LiveKitSettings): SipSync {
  const options = { requestTimeout: (timeoutMs ?? 5_000) / 1_000, failover: false };
  const sip = new SipClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, options);
  return (plans) => syncSipTrunks(sip, plans);
}
