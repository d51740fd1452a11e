import type { AgentVersionId, CallPurpose, DialDecision } from '@parley/contracts';
import { agentVersions, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { readConfig } from '../agents/read-config.ts';
import type { CallRow } from '../calls/call-row.ts';
import { readDialPolicy } from '../dial-policy/policy-row.ts';
import { decideDial } from './decide-dial.ts';
import { loadDialFacts } from './load-facts.ts';
import { costOf, type PlatformRates, rateOf } from './rate-of.ts';

/** After the longest conversation the line is put down by the telephone service, not before. */
const graceS = 60;
/** The most that any agent's configuration allows. */
const longestOfAllS = 7_200;

export interface Judgement {
  decision: DialDecision;
  purpose: CallPurpose;
  centsPerMinute: number;
  /** In cents. */
  reserve: number;
}

type Asked = Pick<CallRow, 'id' | 'toNumber' | 'purpose' | 'agentVersionId'>;

/**
 * Whether a call may be dialled now, by everything that is known of it. A call whose purpose was never told is
 * marketing: what is asked most for.
 * @param again it was let through before: what it holds itself does not count.
 */
export async function judgeDial(
  tx: TenantTx,
  call: Asked,
  { now, rates, again = false }: { now: Date; rates: PlatformRates; again?: boolean },
): Promise<Judgement> {
  const { policy } = await readDialPolicy(tx);
  const purpose = call.purpose ?? 'marketing';
  const centsPerMinute = rateOf(call.toNumber, policy, rates);
  const reserve = costOf((await longestS(tx, call.agentVersionId)) + graceS, centsPerMinute);
  const facts = await loadDialFacts(tx, {
    number: call.toNumber,
    purpose,
    now,
    policy,
    reserve,
    except: again ? call.id : undefined,
  });
  return { decision: decideDial(facts), purpose, centsPerMinute, reserve };
}

async function longestS(tx: TenantTx, id: AgentVersionId | null): Promise<number> {
  const [version] = id
    ? await tx.select({ config: agentVersions.config }).from(agentVersions).where(eq(agentVersions.id, id))
    : [];
  return version ? readConfig(version.config).limits.max_duration_s : longestOfAllS;
}
