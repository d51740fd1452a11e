import type { CallEndReason, CampaignContactState, RetryReason } from '@parley/contracts';

/** A retry for the campaign's settings to allow; `unserved`: it was never dialled, for a reason of our own. */
export type Fate =
  | { final: Extract<CampaignContactState, 'done' | 'exhausted' | 'blocked' | 'cancelled'> }
  | { retry: RetryReason | 'unserved' };

const retry = (reason: RetryReason | 'unserved'): Fate => ({ retry: reason });
const done: Fate = { final: 'done' };

const fates: Record<CallEndReason, Fate> = {
  caller_hung_up: done,
  agent_hung_up: done,
  stopped: done,
  transferred: done,
  caller_idle: done,
  max_duration: done,
  voicemail: retry('voicemail'),
  busy: retry('busy'),
  no_answer: retry('no_answer'),
  declined: retry('declined'),
  unreachable: retry('unreachable'),
  invalid_number: { final: 'exhausted' },
  cancelled: { final: 'cancelled' },
  blocked: { final: 'blocked' },
  tenant_suspended: retry('unserved'),
  quota_exceeded: retry('unserved'),
  no_agent_available: retry('unserved'),
  expired: retry('unserved'),
  number_not_routed: retry('failed'),
  agent_lost: retry('failed'),
  carrier_failed: retry('failed'),
  telephony_unavailable: retry('failed'),
  failed: retry('failed'),
};

/** What the end of a call is for who was called. Nobody who was spoken to is called again because we broke. */
export function fateOfCall({
  endReason,
  answeredAt,
}: {
  endReason: CallEndReason;
  answeredAt: Date | null;
}): Fate {
  return answeredAt && endReason !== 'voicemail' ? done : fates[endReason];
}
