import { newId, type SipTrunk, type SipTrunkBody } from '@parley/contracts';
import { sipTrunks, withTenant } from '@parley/db';
import { count } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import type { Vault } from '../secrets/vault.ts';
import { checkTrunk } from './check-trunk.ts';
import { auditFieldsOf, sealPasswords, toTrunk } from './trunk-row.ts';

const mostTrunks = 50;

interface CreateTrunk {
  ctx: ServiceContext;
  vault: Vault;
  input: SipTrunkBody;
}

/** Keeps a trunk; the telephone service is told of it afterwards. @throws DomainError `VALIDATION_FAILED`, `CONFLICT` */
export async function createTrunk({ ctx, vault, input }: CreateTrunk): Promise<SipTrunk> {
  requireScope(ctx, 'numbers:write');
  const { settings, passwords } = checkTrunk(input);
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const id = newId('sipTrunk', now.getTime());
  return withTenant(ctx.db, tenantId, async (tx) => {
    const [known] = await tx.select({ count: count() }).from(sipTrunks);
    if ((known?.count ?? 0) >= mostTrunks) {
      throw new DomainError(
        'CONFLICT',
        `There are ${mostTrunks} trunks already: delete one that is not used.`,
      );
    }
    const [row] = await tx
      .insert(sipTrunks)
      .values({
        id,
        tenantId,
        ...settings,
        ...sealPasswords(passwords, vault, { tenantId, id }),
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (!row) throw new Error('the trunk was not written');
    await appendAudit(tx, ctx, {
      action: 'sip_trunk.create',
      target: { type: 'sip_trunk', id },
      after: auditFieldsOf(row),
    });
    return toTrunk(row, passwords);
  });
}
