import type { MessageHead } from '../message/read-head.ts';
import type { SipLimits, SipSource, SipStats, SourceTrust } from '../types.ts';
import { answerWithoutState, type StatelessAnswer } from './answer-without-state.ts';
import { Bans } from './bans.ts';
import { InviteRate } from './invite-rate.ts';

const retryAfterS = 5;

export interface FrontDoorOptions {
  limits: SipLimits;
  judgeSource(source: SipSource): SourceTrust;
  onBan(source: SipSource): void;
}

/** Decides, before a message costs anything, whether it may become a call. */
export class FrontDoor {
  readonly stats: Omit<SipStats, 'calls' | 'connections'> = {
    received: 0,
    malformed: 0,
    oversized: 0,
    banned: 0,
    bans: 0,
    limited: 0,
  };
  readonly #options: FrontDoorOptions;
  readonly #bans: Bans;
  readonly #rate: InviteRate;

  constructor(options: FrontDoorOptions) {
    this.#options = options;
    this.#bans = new Bans(options.limits);
    this.#rate = new InviteRate(options.limits);
  }

  isBanned(source: SipSource): boolean {
    const banned = this.#bans.isBanned(source.address);
    if (banned) this.stats.banned += 1;
    return banned;
  }

  /** What cannot be read as SIP. Trusted peers are not banned for it: their packets can be forged. */
  malformed(source: SipSource): void {
    this.stats.malformed += 1;
    this.countBadAttempt(source);
  }

  oversized(source: SipSource): void {
    this.stats.oversized += 1;
    this.countBadAttempt(source);
  }

  countBadAttempt(source: SipSource): void {
    if (this.#options.judgeSource(source) === 'trusted' || !this.#bans.count(source.address)) return;
    this.stats.bans += 1;
    this.#options.onBan(source);
  }

  /** An answer for a request outside every known call, or who it is that may begin one. */
  judge(head: MessageHead, source: SipSource, calls: number): StatelessAnswer | { trust: SourceTrust } {
    const trust = this.#options.judgeSource(source);
    const answer = answerWithoutState(head);
    if (answer?.status === 0) return answer;
    if (trust === 'refused') {
      this.countBadAttempt(source);
      return { status: 403 };
    }
    if (answer) {
      if (head.method !== 'OPTIONS') this.countBadAttempt(source);
      return answer;
    }
    if (calls < this.#options.limits.maxCalls && this.#rate.admit(source.address)) return { trust };
    this.stats.limited += 1;
    return { status: 503, headers: [`Retry-After: ${retryAfterS}`] };
  }
}
