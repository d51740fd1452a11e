import type { Database } from '@parley/db';
import { analyzeSession } from '../analyses/analyze-session.ts';
import { type ClaimedAnalysis, claimAnalyses } from '../analyses/claim-analyses.ts';
import { settleAnalysis } from '../analyses/settle-analysis.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Vault } from '../secrets/vault.ts';
import { testAuditKey } from './test-tenant.ts';

const minute = 60_000;
const retryMs = [minute, 2 * minute];
export const trialLeaseMs = 10 * minute;

/** The steps of the job that analyses calls, one by one; `time` is what its clock shows. */
export function analysisTrials(vault: Vault, time: { now: number }, database: () => Database) {
  const claimAll = async (more: Partial<Parameters<typeof claimAnalyses>[0]> = {}) => {
    time.now += 5_000;
    return claimAnalyses({
      db: database(),
      now: new Date(time.now),
      limit: 100,
      underWay: new Map(),
      perTenant: 100,
      leaseMs: trialLeaseMs,
      ...more,
    });
  };
  const settle = (claimed: ClaimedAnalysis, outcome: Parameters<typeof settleAnalysis>[0]['outcome']) => {
    const kept = { db: database(), auditKey: testAuditKey, now: new Date(time.now) };
    return settleAnalysis({ ...kept, claimed, outcome, retryMs });
  };
  const attempt = (claimed: ClaimedAnalysis, model: LanguageModel, signal = new AbortController().signal) => {
    const mostAttempts = retryMs.length + 1;
    const by = { db: database(), vault, model, usualModel: 'usual', mostAttempts };
    return analyzeSession({ ...by, claimed, enabled: true, signal });
  };
  return {
    claimAll,
    settle,
    attempt,
    /** One try of the only one that is due, as the job makes it. */
    async run(model: LanguageModel): Promise<ClaimedAnalysis> {
      const [claimed, ...others] = await claimAll();
      if (!claimed || others.length > 0) throw new Error(`due, instead of one: ${claimed ? 'more' : 'none'}`);
      await settle(claimed, await attempt(claimed, model));
      return claimed;
    },
    /** Of what earlier tests left, also of what they had claimed. */
    async clear(): Promise<void> {
      for (const one of await claimAll({ now: new Date(time.now + 24 * 60 * minute) }))
        await settle(one, { state: 'skipped', reason: 'switched_off', usage: [] });
    },
  };
}
