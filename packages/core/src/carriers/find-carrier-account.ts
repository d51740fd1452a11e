import type { TenantId } from '@parley/contracts';
import { type Database, withTenant } from '@parley/db';
import type { CarrierAccount } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { readCarrierAccount } from './carrier-account.ts';

interface FindCarrierAccount {
  db: Database;
  vault: Vault;
  tenantId: TenantId;
}

/** A tenant's account at its carrier, in clear: for who speaks with the carrier, and nobody else. */
export const findCarrierAccount = ({
  db,
  vault,
  tenantId,
}: FindCarrierAccount): Promise<CarrierAccount | undefined> =>
  withTenant(db, tenantId, (tx) => readCarrierAccount(tx, vault));
