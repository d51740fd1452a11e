/** Who keeps the session alive, seen from the request that agreed on it. */
export type Refresher = 'uac' | 'uas';

export interface SessionTerms {
  intervalS: number;
  refresher: Refresher;
}

export type TimerProposal =
  | { kind: 'none' }
  | { kind: 'too-small'; minS: number }
  | { kind: 'agreed'; terms: SessionTerms; headers: string[] };

type Header = (name: string) => string | undefined;

const optionTags = (value: string | undefined) =>
  (value ?? '').split(',').map((tag) => tag.trim().toLowerCase());

/** What we answer to the timer an INVITE proposes (RFC 4028, section 9). */
export function answerTimer(header: Header, minS: number): TimerProposal {
  const proposed = readSessionExpires(header('session-expires') ?? header('x'));
  if (!proposed) return { kind: 'none' };
  const peerKnows = [
    ...optionTags(header('supported') ?? header('k')),
    ...optionTags(header('require')),
  ].includes('timer');
  if (proposed.intervalS < minS) return peerKnows ? { kind: 'too-small', minS } : { kind: 'none' };
  // Who asked is left to refresh, unless it asks us to, or only a proxy on the way wants the timer.
  const refresher = peerKnows ? (proposed.refresher ?? 'uac') : 'uas';
  const headers = [`Session-Expires: ${proposed.intervalS};refresher=${refresher}`];
  if (refresher === 'uac') headers.push('Require: timer');
  return { kind: 'agreed', terms: { intervalS: proposed.intervalS, refresher }, headers };
}

/** What a 2xx to our own INVITE settled. */
export function termsOfAnswer(header: Header): SessionTerms | undefined {
  const agreed = readSessionExpires(header('session-expires') ?? header('x'));
  return agreed && { intervalS: agreed.intervalS, refresher: agreed.refresher ?? 'uac' };
}

function readSessionExpires(value: string | undefined) {
  const [, interval, rest = ''] = /^\s*(\d{1,7})\s*(;.*)?$/.exec(value ?? '') ?? [];
  if (!interval || Number(interval) < 1) return undefined;
  const [, refresher] = /;\s*refresher\s*=\s*(uac|uas)/i.exec(rest) ?? [];
  return { intervalS: Number(interval), refresher: refresher?.toLowerCase() as Refresher | undefined };
}

/** Refreshes at half of the interval if that is ours to do, and tells when nobody did in time. */
export class SessionTimer {
  #refresh: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;
  readonly #actions: { refresh(): void; expire(): void };

  constructor(actions: { refresh(): void; expire(): void }) {
    this.#actions = actions;
  }

  start({ intervalS, weRefresh }: { intervalS: number; weRefresh: boolean }): void {
    this.stop();
    if (weRefresh) this.#refresh = setTimeout(() => this.#actions.refresh(), intervalS * 500);
    // BYE leaves a little before the end (RFC 4028, section 10).
    const graceS = Math.min(32, intervalS / 3);
    this.#expiry = setTimeout(() => this.#actions.expire(), (intervalS - graceS) * 1_000);
  }

  stop(): void {
    clearTimeout(this.#refresh);
    clearTimeout(this.#expiry);
  }
}
