import { type TenantTx, tenantSecrets } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { CarrierAccount } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';

/** How it is kept: as one word, under the provider `twilio`. */
const pattern = /^(AC[0-9a-f]{32}):(\S+)$/i;

/** @returns undefined for what is no account */
export function parseCarrierAccount(secret: string): CarrierAccount | undefined {
  const [, accountSid, authToken] = pattern.exec(secret) ?? [];
  return accountSid && authToken ? { accountSid, authToken } : undefined;
}

/** The account that the tenant has given; undefined without one. @throws VaultError when a master key is missing. */
export async function readCarrierAccount(tx: TenantTx, vault: Vault): Promise<CarrierAccount | undefined> {
  const [row] = await tx.select().from(tenantSecrets).where(eq(tenantSecrets.provider, 'twilio'));
  return row && parseCarrierAccount(vault.open(row, { tenantId: row.tenantId, id: row.id }));
}
