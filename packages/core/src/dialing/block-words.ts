import type { BlockReason } from '@parley/contracts';
import { DomainError } from '../domain-error.ts';

/** What stands in the way of a dial, for people. */
export const blockWords: Record<BlockReason, string> = {
  invalid_number: 'No telephone can have this number.',
  do_not_call_global: 'The number is on the platform’s do-not-call list.',
  do_not_call_tenant: 'The number is on the do-not-call list.',
  prefix_blocked: 'The dial policy blocks this prefix.',
  destination_not_allowed: 'The dial policy allows neither the number’s country nor its prefix.',
  consent_missing: 'No consent of this number is on file.',
  consent_not_written: 'The consent on file is not enough: it has to be in writing.',
  consent_expired: 'The consent on file has expired.',
  consent_revoked: 'The consent on file was revoked.',
  zone_unknown: 'Where this telephone is cannot be told, so neither can what time it is there.',
  legal_hours: 'The law allows no call there at this hour.',
  calling_window: 'It is outside the calling window there.',
  attempts_per_day: 'The number was dialled often enough within a day.',
  attempts_per_week: 'The number was dialled often enough within a week.',
  spend_cap: 'The spend cap of this month leaves too little for this call.',
  calls_per_second: 'So many calls have begun within this second.',
  concurrency: 'So many calls are under way.',
};

/** For whoever asks for what may not be dialled. */
export const blockedCall = (reasons: readonly BlockReason[]): DomainError =>
  new DomainError(
    'CALL_BLOCKED',
    reasons.map((reason) => blockWords[reason]).join(' '),
    reasons.map((reason) => ({ path: 'to', message: `${reason}: ${blockWords[reason]}` })),
  );
