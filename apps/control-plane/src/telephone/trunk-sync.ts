import { listTrunkPlans, noteTrunkSync, type TrunkPlan, type Vault } from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import { LiveKitError, type SipSync, type SipSyncResult, wordsFor } from '@parley/telephony';
import type { Clock } from '../clock.ts';
import { SerialQueue } from '../realtime/serial-queue.ts';

export interface TrunkSyncContext {
  db: Database;
  vault: Vault;
  sync: SipSync;
  clock: Clock;
  log: Logger;
}

/** Between two looks: somebody else may change what the SIP service knows. */
const everyMs = 60_000;
/** After a look that could not be completed. */
const againMs = 5_000;

/** Keeps the SIP service's trunks and rules as the database says: after each change, and from time to time. */
export class TrunkSync {
  readonly #context: TrunkSyncContext;
  readonly #queue = new SerialQueue();
  #waiting = false;
  #callOff = () => {};
  #stopped = false;

  constructor(context: TrunkSyncContext) {
    this.#context = context;
  }

  start(): void {
    this.soon();
  }

  /** Something has changed: the SIP service is told as soon as possible. */
  soon(): void {
    if (this.#waiting || this.#stopped) return;
    this.#waiting = true;
    void this.#queue.run(async () => {
      this.#waiting = false;
      this.#callOff();
      const complete = await this.syncNow().catch((error: unknown) => {
        this.#context.log.error({ err: error }, 'trunks not synchronised');
        return false;
      });
      if (!this.#stopped) {
        this.#callOff = this.#context.clock.after(complete ? everyMs : againMs, () => this.soon());
      }
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#queue.run(async () => {});
  }

  /** @returns whether the SIP service now knows every trunk. */
  async syncNow(): Promise<boolean> {
    const { db, vault, log } = this.#context;
    const plans = await listTrunkPlans({ db, vault });
    const results = await this.#tell(plans);
    for (const { trunkId, result, changed } of results) {
      const plan = plans.find((each) => each.trunkId === trunkId);
      if (!plan) continue;
      if (changed) log.info({ trunkId }, 'the SIP service has been told of a trunk');
      if ('error' in result && result.error !== plan.syncError)
        log.warn({ trunkId, ...result }, 'trunk not told');
      await this.#note(plan, { trunkId, result, changed });
    }
    return results.every(({ result }) => !('error' in result));
  }

  async #tell(plans: TrunkPlan[]): Promise<SipSyncResult[]> {
    try {
      return await this.#context.sync(plans);
    } catch (error) {
      if (!(error instanceof LiveKitError)) throw error;
      const result = { error: wordsFor(error) };
      return plans.map(({ trunkId }) => ({ trunkId, result, changed: false }));
    }
  }

  /** What stands there already is not written again. */
  async #note(plan: TrunkPlan, { result, changed }: SipSyncResult): Promise<void> {
    const { db, clock } = this.#context;
    const same =
      'error' in result
        ? plan.syncState === 'failed' && plan.syncError === result.error
        : plan.syncState === 'synced' && !changed;
    if (!same) await noteTrunkSync({ db, trunk: plan, now: new Date(clock.now()), result });
  }
}
