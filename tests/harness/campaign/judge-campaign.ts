import type { calls, campaignContacts } from '@parley/db';
import { type Disposition, dispositionOf } from './sink-scenario.ts';
import type { SunkCall } from './start-sink.ts';

type ContactRow = typeof campaignContacts.$inferSelect;
type CallRow = typeof calls.$inferSelect;

export interface Evidence {
  /** What the platform says. */
  contacts: ContactRow[];
  attempts: CallRow[];
  /** What was heard at the other end. */
  sunk: SunkCall[];
}

export interface Bounds {
  concurrency: number;
  callsPerMinute: number;
  /** How often a number is tried again after each outcome. */
  retries: Record<Disposition, number>;
  opensAt: number;
}

/** Ended before anything was dialled. */
const undialed = [
  'no_agent_available',
  'quota_exceeded',
  'tenant_suspended',
  'expired',
  'cancelled',
  'blocked',
];
const answers: Record<Disposition, string> = {
  answered: 'caller_hung_up',
  busy: 'busy',
  no_answer: 'no_answer',
  carrier_failed: 'carrier_failed',
  invalid_number: 'invalid_number',
};
/** The carrier's own, which the sink must have given. */
const fromTheSink = [486, 480, 503, 404];

/** Everything that is not as it must be, in words; of a campaign that has completed. */
export function judgeCampaign({ contacts, attempts, sunk }: Evidence, bounds: Bounds): string[] {
  const faults: string[] = [];
  const sunkOf = Map.groupBy(sunk, ({ number }) => number);
  const attemptsOf = Map.groupBy(attempts, ({ toNumber }) => toNumber);
  for (const contact of contacts) {
    const { number } = contact;
    const own = attemptsOf.get(number) ?? [];
    const heard = sunkOf.get(number)?.length ?? 0;
    const fault = (words: string) => faults.push(`${number}: ${words}`);
    if (new Set(own.map(({ attempt }) => attempt)).size !== own.length) fault('an attempt has two calls');
    if (own.length !== contact.attempts) fault(`${own.length} calls for ${contact.attempts} attempts`);
    const possible = own.filter(mayHaveRung).length;
    const certain = own.filter(hasCertainlyRung).length;
    if (heard > possible) fault(`${heard} INVITEs for ${possible} dials`);
    if (heard < certain) fault(`${heard} INVITEs, but ${certain} dials with an answer`);
    for (const words of outcomeFaults(contact, own, bounds)) fault(words);
  }
  const strangers = [...sunkOf.keys()].filter((number) => !attemptsOf.has(number));
  if (strangers.length > 0) faults.push(`dialled, and of no campaign: ${strangers.join()}`);
  const early = sunk.filter(({ at }) => at < bounds.opensAt).length;
  if (early > 0) faults.push(`${early} INVITEs before the window opened`);
  if (mostAtOnce(sunk) > bounds.concurrency) faults.push(`${mostAtOnce(sunk)} calls at once`);
  // What waits for its agent when the minute begins is dialled in it.
  const most = bounds.callsPerMinute + bounds.concurrency;
  if (mostInAMinute(sunk) > most) faults.push(`${mostInAMinute(sunk)} calls in a minute`);
  return faults;
}

const mayHaveRung = ({ dialedAt, endReason }: CallRow) =>
  dialedAt !== null && !(endReason && undialed.includes(endReason));
const hasCertainlyRung = ({ answeredAt, sipStatus }: CallRow) =>
  answeredAt !== null || (sipStatus !== null && fromTheSink.includes(sipStatus));

function outcomeFaults(contact: ContactRow, own: CallRow[], { retries }: Bounds): string[] {
  const { number, state, outcome } = contact;
  if (state === 'parked') return own.at(-1)?.state === 'parked' ? [] : ['parked without a parked call'];
  const disposition = dispositionOf(number);
  const wanted = disposition === 'answered' ? 'done' : 'exhausted';
  const faults: string[] = [];
  if (state !== wanted) faults.push(`${state}, not ${wanted}; ${outcome}`);
  // A call that was answered when its conversation was cut off is over as that, too.
  if (outcome !== answers[disposition] && !(wanted === 'done' && own.at(-1)?.answeredAt))
    faults.push(`ended as ${outcome}, not ${answers[disposition]}`);
  const tries = own.filter(({ endReason }) => endReason === answers[disposition]).length;
  if (wanted === 'exhausted' && tries !== retries[disposition] + 1)
    faults.push(`${tries} calls came to ${answers[disposition]}, not ${retries[disposition] + 1}`);
  return faults;
}

/** Most calls that the sink had open together. */
export function mostAtOnce(sunk: readonly SunkCall[]): number {
  const changes = sunk.flatMap(({ at, overAt }) => [
    { at, by: 1 },
    { at: overAt, by: -1 },
  ]);
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let open = 0;
  return changes.reduce((most, { by }) => {
    open += by;
    return Math.max(most, open);
  }, 0);
}

export function mostInAMinute(sunk: readonly SunkCall[]): number {
  const times = sunk.map(({ at }) => at).sort((a, b) => a - b);
  return times.reduce((most, at, last) => {
    const first = times.findIndex((other) => other > at - 60_000);
    return Math.max(most, last - first + 1);
  }, 0);
}
