import { type SecretProvider, type SessionId, voiceProviders } from '@parley/contracts';
import { tenantSecrets, withTenant } from '@parley/db';
import { inArray } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import type { Vault } from './vault.ts';

interface OpenSecrets {
  ctx: ServiceContext;
  vault: Vault;
  /** Whose worker asks. */
  sessionId: SessionId;
}

/**
 * The tenant's keys of speech and language in clear, for the worker of one of its sessions. For nobody else, whatever
 * their scopes; and not the carrier's, which spends money that no conversation needs.
 * @throws VaultError when a master key is missing.
 */
export async function openSecrets({
  ctx,
  vault,
  sessionId,
}: OpenSecrets): Promise<Partial<Record<SecretProvider, string>>> {
  if (ctx.actor.type !== 'worker') {
    throw new DomainError('FORBIDDEN', 'Secrets are opened for the worker of a session only.');
  }
  requireSessionAccess(ctx, sessionId, 'sessions:write');
  const { tenantId } = ctx.actor;
  const rows = await withTenant(ctx.db, tenantId, (tx) =>
    tx
      .select()
      .from(tenantSecrets)
      .where(inArray(tenantSecrets.provider, [...voiceProviders])),
  );
  return Object.fromEntries(rows.map((row) => [row.provider, vault.open(row, { tenantId, id: row.id })]));
}
