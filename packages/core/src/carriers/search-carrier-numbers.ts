import { type AvailableNumber, availableNumbersQuerySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import type { Carrier } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { requireCarrierAccount } from './require-carrier-account.ts';

interface SearchCarrierNumbers {
  ctx: ServiceContext;
  vault: Vault;
  carrier: Carrier;
  input: z.input<typeof availableNumbersQuerySchema>;
}

/** Numbers that the carrier would sell. @throws DomainError `CARRIER_NOT_CONNECTED`; what the carrier throws */
export async function searchCarrierNumbers({
  ctx,
  vault,
  carrier,
  input,
}: SearchCarrierNumbers): Promise<AvailableNumber[]> {
  requireScope(ctx, 'numbers:read');
  const query = parseInput(availableNumbersQuerySchema, input);
  const account = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => requireCarrierAccount(tx, vault));
  return carrier.searchNumbers(account, query);
}
