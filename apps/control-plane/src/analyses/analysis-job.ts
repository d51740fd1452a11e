import type { TenantId } from '@parley/contracts';
import {
  type AnalysisOutcome,
  analyzeSession,
  type ClaimedAnalysis,
  claimAnalyses,
  type LanguageModel,
  settleAnalysis,
  type Vault,
} from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import { type AnalysisLimits, analysisLimits } from './analysis-limits.ts';

interface AnalysisJobContext {
  db: Database;
  vault: Vault;
  auditKey: Uint8Array;
  clock: Clock;
  log: Logger;
  model: LanguageModel;
  /** Which model, where the session's agent names none. */
  usualModel: string;
  enabled: boolean;
  limits?: AnalysisLimits | undefined;
}

/**
 * Has sessions analysed that are over, a few at a time. Any number of processes may run one; what a process had
 * claimed when it died is made anew when its lease is over.
 */
export class AnalysisJob {
  readonly #context: AnalysisJobContext & { limits: AnalysisLimits };
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<TenantId, number>();
  readonly #making = new Set<Promise<void>>();
  #turn: Promise<void> = Promise.resolve();
  #callOff = () => {};

  constructor({ limits = analysisLimits, ...context }: AnalysisJobContext) {
    this.#context = { ...context, limits };
  }

  start(): void {
    this.#turn = this.#run();
  }

  /** Gives back what is under way: another process, or the next one, makes it at once. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#callOff();
    await this.#turn;
    await Promise.all(this.#making);
  }

  async #run(): Promise<void> {
    const { clock, limits, log } = this.#context;
    const { signal } = this.#stopping;
    let claimed = 0;
    try {
      claimed = await this.#look();
    } catch (error) {
      log.error({ err: error }, 'analyses not looked after');
    }
    if (signal.aborted) return;
    this.#callOff = clock.after(claimed > 0 ? 0 : limits.pollMs, () => this.start());
  }

  async #look(): Promise<number> {
    const { db, clock, limits } = this.#context;
    const limit = limits.atOnce - this.#making.size;
    if (limit <= 0 || this.#stopping.signal.aborted) return 0;
    const { perTenant, leaseMs } = limits;
    const now = new Date(clock.now());
    const claimed = await claimAnalyses({ db, now, limit, underWay: this.#underWay, perTenant, leaseMs });
    for (const one of claimed) this.#begin(one);
    return claimed.length;
  }

  #begin(claimed: ClaimedAnalysis): void {
    const { tenantId, sessionId } = claimed;
    this.#underWay.set(tenantId, (this.#underWay.get(tenantId) ?? 0) + 1);
    const making = this.#make(claimed)
      .catch((error: unknown) => this.#context.log.error({ err: error, tenantId, sessionId }, 'not analysed'))
      .finally(() => {
        this.#making.delete(making);
        const left = (this.#underWay.get(tenantId) ?? 1) - 1;
        if (left > 0) this.#underWay.set(tenantId, left);
        else this.#underWay.delete(tenantId);
      });
    this.#making.add(making);
  }

  async #make(claimed: ClaimedAnalysis): Promise<void> {
    const { db, auditKey, clock, log, limits } = this.#context;
    const { tenantId, sessionId, version, attempt } = claimed;
    const outcome = await this.#outcomeOf(claimed);
    const { retryMs } = limits;
    const now = new Date(clock.now());
    const state = await settleAnalysis({ db, auditKey, now, claimed, outcome, retryMs });
    const about = { tenantId, sessionId, version, attempt };
    if (outcome.state === 'failed') {
      // Not the message: a part of it comes from outside.
      log.warn({ ...about, state, reason: outcome.reason }, 'call not analysed');
    } else log.info({ ...about, state: outcome.state }, 'call analysed');
  }

  #outcomeOf(claimed: ClaimedAnalysis): Promise<AnalysisOutcome> {
    const { db, vault, model, usualModel, enabled, limits } = this.#context;
    const mostAttempts = limits.retryMs.length + 1;
    const { signal } = this.#stopping;
    return analyzeSession({ db, vault, model, claimed, usualModel, mostAttempts, enabled, signal });
  }
}
