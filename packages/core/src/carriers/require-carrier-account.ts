import type { TenantTx } from '@parley/db';
import { DomainError } from '../domain-error.ts';
import type { CarrierAccount } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { readCarrierAccount } from './carrier-account.ts';

/** @throws DomainError `CARRIER_NOT_CONNECTED` */
export async function requireCarrierAccount(tx: TenantTx, vault: Vault): Promise<CarrierAccount> {
  const account = await readCarrierAccount(tx, vault);
  if (account) return account;
  throw new DomainError(
    'CARRIER_NOT_CONNECTED',
    'No Twilio account is connected: put the secret "twilio", as ACCOUNT_SID:AUTH_TOKEN.',
  );
}
