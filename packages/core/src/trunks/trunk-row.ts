import type { SipTrunk, SipTrunkId } from '@parley/contracts';
import { sipTrunks, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';
import { type Vault, VaultError } from '../secrets/vault.ts';

export type TrunkRow = typeof sipTrunks.$inferSelect;

/** The passwords of a trunk's two directions, in clear. */
export interface TrunkPasswords {
  inbound?: string | undefined;
  outbound?: string | undefined;
}

/** Null when no master key opens them: they have to be put in again. */
export function openPasswords(row: TrunkRow, vault: Vault): TrunkPasswords | null {
  const { tenantId, id, sealed, keyVersion } = row;
  if (sealed === null || keyVersion === null) return {};
  try {
    return JSON.parse(vault.open({ sealed, keyVersion }, { tenantId, id }));
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

export function sealPasswords(
  passwords: TrunkPasswords,
  vault: Vault,
  place: { tenantId: string; id: string },
): Pick<TrunkRow, 'sealed' | 'keyVersion'> {
  if (passwords.inbound === undefined && passwords.outbound === undefined) {
    return { sealed: null, keyVersion: null };
  }
  return vault.seal(JSON.stringify(passwords), place);
}

export function toTrunk(row: TrunkRow, passwords: TrunkPasswords | null): SipTrunk {
  const { inbound, outbound } = row;
  return {
    trunk_id: row.id,
    name: row.name,
    carrier: row.carrier,
    inbound: inbound && {
      allowed_addresses: inbound.allowed_addresses,
      username: inbound.username ?? null,
      has_password: passwords?.inbound !== undefined,
    },
    outbound: outbound && {
      address: outbound.address,
      transport: outbound.transport,
      username: outbound.username ?? null,
      has_password: passwords?.outbound !== undefined,
    },
    max_calls: row.maxCalls,
    sync: {
      state: row.syncState,
      error: row.syncError,
      synced_at: row.syncedAt?.toISOString() ?? null,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** What stands in the audit log of a trunk: never a password. */
export const auditFieldsOf = ({ name, carrier, inbound, outbound, maxCalls }: TrunkRow) => ({
  name,
  carrier,
  inbound,
  outbound,
  max_calls: maxCalls,
});

/** @throws DomainError `NOT_FOUND`, also for another tenant's trunk. */
export async function lockTrunk(tx: TenantTx, id: SipTrunkId): Promise<TrunkRow> {
  const [row] = await tx.select().from(sipTrunks).where(eq(sipTrunks.id, id)).for('update');
  if (!row) throw notFound('trunk');
  return row;
}
