import { newId, putSecretBodySchema, type Secret, secretProviderSchema } from '@parley/contracts';
import { tenantSecrets, withTenant } from '@parley/db';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { parseCarrierAccount } from '../carriers/carrier-account.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { toSecret } from './to-secret.ts';
import type { Vault } from './vault.ts';

const inputSchema = z.object({ provider: secretProviderSchema, ...putSecretBodySchema.shape });

interface PutSecret {
  ctx: ServiceContext;
  vault: Vault;
  input: z.input<typeof inputSchema>;
  /** The revision that the client has seen. */
  ifRevision?: number | undefined;
}

/** Keeps the tenant's key of a provider, in place of an earlier one. @throws DomainError `PRECONDITION_FAILED` */
export async function putSecret({
  ctx,
  vault,
  input,
  ifRevision,
}: PutSecret): Promise<{ secret: Secret; revision: number }> {
  requireScope(ctx, 'secrets:write');
  const { provider, value } = parseInput(inputSchema, input);
  if (provider === 'twilio' && !parseCarrierAccount(value)) {
    throw invalidField('value', 'Write it as ACCOUNT_SID:AUTH_TOKEN; the account’s SID begins with AC.');
  }
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  return withTenant(ctx.db, tenantId, async (tx) => {
    // A row that is not there yet cannot be held, and two would write it.
    await lockTenant(tx);
    const [known] = await tx
      .select()
      .from(tenantSecrets)
      .where(eq(tenantSecrets.provider, provider))
      .for('update');
    requireRevision(known?.revision ?? 0, ifRevision);
    const id = known?.id ?? newId('secret', now.getTime());
    const kept = { ...vault.seal(value, { tenantId, id }), hint: value.slice(-4), updatedAt: now };
    const [row] = await tx
      .insert(tenantSecrets)
      .values({ id, tenantId, provider, createdAt: now, ...kept })
      .onConflictDoUpdate({
        target: tenantSecrets.id,
        set: { ...kept, revision: sql`${tenantSecrets.revision} + 1` },
      })
      .returning();
    if (!row) throw new Error('the secret was not written');
    await appendAudit(tx, ctx, {
      action: known ? 'secret.update' : 'secret.create',
      target: { type: 'secret', id },
      before: known && { provider, hint: known.hint },
      after: { provider, hint: row.hint },
    });
    return { secret: toSecret(row), revision: row.revision };
  });
}
