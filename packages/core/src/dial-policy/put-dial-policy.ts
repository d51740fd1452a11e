import { type DialPolicyInput, dialPolicySchema } from '@parley/contracts';
import { calls, dialPolicies, withTenant } from '@parley/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { type KeptPolicy, readDialPolicy } from './policy-row.ts';

interface PutDialPolicy {
  ctx: ServiceContext;
  input: DialPolicyInput;
  /** The revision that the client has seen; 0 where there was none. */
  ifRevision?: number | undefined;
}

/**
 * Replaces what the tenant's calls out may be; it holds from the next dial on, also for calls that wait.
 * @throws DomainError `VALIDATION_FAILED`, `PRECONDITION_FAILED`
 */
export async function putDialPolicy({ ctx, input, ifRevision }: PutDialPolicy): Promise<KeptPolicy> {
  requireScope(ctx, 'dialing:write');
  const policy = parseInput(dialPolicySchema, storableJson(input));
  const { tenantId } = ctx.actor;
  return withTenant(ctx.db, tenantId, async (tx) => {
    // As a claim does, so that a dial is decided by one policy and not by parts of two.
    await lockTenant(tx);
    const before = await readDialPolicy(tx);
    requireRevision(before.revision, ifRevision);
    const kept = { policy, revision: before.revision + 1, updatedAt: ctx.now() };
    await tx
      .insert(dialPolicies)
      .values({ tenantId, createdAt: kept.updatedAt, ...kept })
      .onConflictDoUpdate({ target: dialPolicies.tenantId, set: kept });
    // What was held back by the policy before is asked about anew.
    await tx
      .update(calls)
      .set({ nextAttemptAt: null, updatedAt: kept.updatedAt })
      .where(and(eq(calls.state, 'queued'), isNotNull(calls.nextAttemptAt)));
    await appendAudit(tx, ctx, {
      action: 'dial_policy.update',
      target: { type: 'dial_policy', id: tenantId },
      before: before.policy,
      after: policy,
    });
    return { policy, revision: kept.revision };
  });
}
