import type { Logger } from '@parley/observability';
import type { SipDialog } from '../sip/types.ts';
import { type CallState, mayBecome } from './call-state.ts';
import type { EndReason } from './end-reason.ts';
import type { MediaPath } from './media/open-media-path.ts';

export interface CallOptions {
  /** LiveKit's, `SCL_…`. */
  id: string;
  direction: 'inbound' | 'outbound';
  log: Logger;
  onEnded(call: Call): void;
}

type Release = (reason: EndReason) => unknown;

/** One call, and what it holds: whichever way it ends, everything it owns is released, once. */
export class Call {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly log: Logger;
  /** Resolves at once when it is over, before what it holds is released. */
  readonly over: Promise<EndReason>;
  /** Resolves when all is released. */
  readonly ended: Promise<EndReason>;
  /** Set as soon as it is known. */
  place: { roomName: string; identity: string } | undefined;
  /** Set from the answer on. */
  line: { dialog: SipDialog; path: MediaPath } | undefined;
  readonly startedMs = performance.now();
  #state: CallState;
  #reason: EndReason | undefined;
  #owned = new Map<string, Release>();
  #timers = new Set<NodeJS.Timeout>();
  readonly #releasing: Promise<unknown>[] = [];
  readonly #over = Promise.withResolvers<EndReason>();
  readonly #ended = Promise.withResolvers<EndReason>();
  readonly #options: CallOptions;

  constructor(options: CallOptions) {
    this.#options = options;
    this.id = options.id;
    this.direction = options.direction;
    this.log = options.log;
    this.#state = options.direction === 'inbound' ? 'trying' : 'dialing';
    this.ended = this.#ended.promise;
    this.over = this.#over.promise;
  }

  get state(): CallState {
    return this.#state;
  }

  /** Why it ended; undefined while it runs. */
  get reason(): EndReason | undefined {
    return this.#reason;
  }

  /** @returns false when the call is over; what was meant to follow is not to */
  become(state: Exclude<CallState, 'ended'>): boolean {
    if (this.#state === 'ended') return false;
    if (!mayBecome(this.#state, state)) throw new Error(`a call that is ${this.#state} cannot be ${state}`);
    this.#state = state;
    this.log.info({ state, afterMs: this.#age() }, 'call state');
    return true;
  }

  /** What is to be done at the end. At once, if the call is over already. */
  own(name: string, release: Release): void {
    if (this.#reason) this.#release(name, release, this.#reason);
    else this.#owned.set(name, release);
  }

  /** Ends the call after so long. @returns how to prevent that */
  endAfter(ms: number, reason: EndReason): () => void {
    const timer = setTimeout(() => this.end(reason), ms);
    if (this.#reason) clearTimeout(timer);
    this.#timers.add(timer);
    return () => clearTimeout(timer);
  }

  /** The first reason counts. */
  end(reason: EndReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#state = 'ended';
    for (const timer of this.#timers) clearTimeout(timer);
    this.log.info({ reason, direction: this.direction, afterMs: this.#age() }, 'call ended');
    for (const [name, release] of this.#owned) this.#release(name, release, reason);
    this.#owned.clear();
    this.#over.resolve(reason);
    void this.#finish(reason);
  }

  #release(name: string, release: Release, reason: EndReason): void {
    const released = (async () => release(reason))().catch((error: unknown) =>
      this.log.error({ err: error, what: name }, 'a part of a call could not be released'),
    );
    this.#releasing.push(released);
  }

  async #finish(reason: EndReason): Promise<void> {
    // What is owned meanwhile counts too.
    for (let settled = -1; settled < this.#releasing.length; ) {
      settled = this.#releasing.length;
      await Promise.all(this.#releasing);
    }
    this.#options.onEnded(this);
    this.#ended.resolve(reason);
  }

  #age(): number {
    return Math.round(performance.now() - this.startedMs);
  }
}
