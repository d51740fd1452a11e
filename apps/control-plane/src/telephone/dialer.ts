import type { CallId } from '@parley/contracts';
import { claimCall, listDialingCalls, listDialingTenants, listDueTenants } from '@parley/core';
import { systemContext } from '../jobs/supervisor-context.ts';
import { lookUp } from './call-books.ts';
import type { CallKey, DialerContext } from './dialer-context.ts';
import { fillDue } from './fill-due.ts';
import { followDialed } from './follow-dialed.ts';
import { placeCall, resumeCall } from './place-call.ts';

const leftBehind =
  'Parley stopped while this call was being dialled, and nobody knows whether it rang. Close it, or have it dialled again.';

/**
 * Places the calls that are due. A call is claimed in the database before anything is dialled, and what was claimed
 * by a process that died is never dialled again by itself.
 */
export class Dialer {
  readonly #context: DialerContext;
  /** Calls that this process looks after until they are answered or over. */
  readonly #mine = new Map<CallId, Promise<void>>();
  #started = false;
  #stopped = false;
  #ticking: Promise<void> = Promise.resolve();
  #callOff = () => {};

  constructor(context: Omit<DialerContext, 'stopping'>) {
    this.#context = { ...context, stopping: () => this.#stopped };
  }

  /** Begins to look, after what an earlier process has left behind was taken over. */
  start(): void {
    this.#started = true;
    this.#ticking = this.#tickAndPlanNext();
  }

  /** What is being dialled is left to the next process. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#ticking;
  }

  /** A call may be due: looks as soon as possible. */
  soon(): void {
    if (!this.#started) return;
    this.#callOff();
    this.#ticking = this.#ticking.then(() => this.#tickAndPlanNext());
  }

  /** Resolves when every call that is looked after now is answered or over. */
  async settled(): Promise<void> {
    await Promise.all(this.#mine.values());
  }

  async #tickAndPlanNext(): Promise<void> {
    if (this.#stopped) return;
    const { log, clock, timings } = this.#context;
    this.#callOff();
    try {
      await this.takeOver();
      await fillDue(this.#context);
      await this.claimDue();
    } catch (error) {
      log.error({ err: error }, 'calls that are due were not looked for');
    }
    if (this.#stopped) return;
    this.#callOff = clock.after(timings.everyMs, () => {
      this.#ticking = this.#tickAndPlanNext();
    });
  }

  /** Looks after calls that are being dialled by nobody. One whose agent never came was certainly not dialled. */
  async takeOver(): Promise<void> {
    const { db, log } = this.#context;
    for (const tenantId of await listDialingTenants({ db })) {
      const ctx = systemContext(this.#context, tenantId);
      for (const callId of await listDialingCalls({ ctx })) {
        if (this.#mine.has(callId) || this.#stopped) continue;
        const key = { tenantId, callId };
        const found = await lookUp(this.#context, key);
        const undialled = found?.state === 'dialing' && found.session?.activeAt === null;
        log.warn({ callId, undialled }, 'a call is taken over');
        this.#lookAfter(
          key,
          undialled
            ? placeCall(this.#context, key)
            : found?.byStream && found.callRef
              ? resumeCall(this.#context, key)
              : followDialed(this.#context, key, leftBehind),
        );
      }
    }
  }

  /** One call of each tenant in turn, so that a tenant with many does not keep the others waiting. */
  async claimDue(): Promise<void> {
    const { db, clock, limits } = this.#context;
    const { tenantIds, live } = await listDueTenants({ db, now: new Date(clock.now()) });
    let free = limits.mostCalls - live;
    let waiting = tenantIds;
    while (waiting.length > 0) {
      const more: typeof waiting = [];
      for (const tenantId of waiting) {
        if (this.#stopped || free <= 0) return;
        const claim = await claimCall({ ctx: systemContext(this.#context, tenantId), limits });
        if (!claim) continue;
        more.push(tenantId);
        if (!('claimed' in claim)) continue;
        free -= 1;
        const key = { tenantId, callId: claim.claimed };
        this.#lookAfter(key, placeCall(this.#context, key));
      }
      waiting = more;
    }
  }

  #lookAfter({ callId }: CallKey, work: Promise<void>): void {
    const { log } = this.#context;
    const settled = work
      .catch((error: unknown) =>
        log.error({ err: error, callId }, 'a call is not looked after; it will be again'),
      )
      .finally(() => this.#mine.delete(callId));
    this.#mine.set(callId, settled);
  }
}
