import type { purchaseNumberBodySchema } from '@parley/contracts';
import { phoneNumbers, type TenantTx, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, invalidField } from '../domain-error.ts';
import { insertNumber, unlessInUse } from '../numbers/insert-number.ts';
import { auditFieldsOf, type NumberRow } from '../numbers/number-row.ts';
import type { CarrierAccount, NumberRoute } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { lockTrunk, type TrunkRow } from '../trunks/trunk-row.ts';
import { isStreamTrunk } from './carrier-trunk.ts';
import { requireCarrierAccount } from './require-carrier-account.ts';

interface ReserveNumber {
  vault: Vault;
  webhooks: { voiceUrl: string; statusUrl: string } | undefined;
  input: z.output<typeof purchaseNumberBodySchema>;
}

export interface Reservation {
  account: CarrierAccount;
  route: NumberRoute;
  row: NumberRow;
  /** Left out again if the purchase fails. */
  isNew: boolean;
}

/**
 * Makes the number the tenant's own, before the carrier is asked: what another tenant has is not paid for.
 * @throws DomainError `VALIDATION_FAILED`, `CONFLICT`, `CARRIER_NOT_CONNECTED`
 */
export function reserveNumber(
  ctx: ServiceContext,
  { vault, webhooks, input }: ReserveNumber,
): Promise<Reservation> {
  return unlessInUse(input.number, () =>
    withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
      const account = await requireCarrierAccount(tx, vault);
      const trunk = await lockTrunk(tx, input.trunk_id).catch(() => {
        throw invalidField('trunk_id', 'There is no such trunk.');
      });
      const route = routeOf(trunk, webhooks);
      const known = await findUnfinished(tx, input);
      const row = known ?? (await insertNumber(tx, ctx, input));
      await appendAudit(tx, ctx, {
        action: 'phone_number.purchase_requested',
        target: { type: 'phone_number', id: row.id },
        after: auditFieldsOf(row),
      });
      return { account, route, row, isNew: !known };
    }),
  );
}

function routeOf(trunk: TrunkRow, webhooks: ReserveNumber['webhooks']): NumberRoute {
  if (trunk.carrier !== 'twilio' || trunk.carrierRef === null)
    throw invalidField('trunk_id', 'Name a trunk that was set up at Twilio (POST /carriers/twilio/trunks).');
  if (!isStreamTrunk(trunk)) return { trunkRef: trunk.carrierRef };
  if (webhooks) return webhooks;
  throw new DomainError(
    'CARRIER_NOT_CONNECTED',
    'Twilio cannot reach this installation: the operator has to set PARLEY_PUBLIC_URL and PARLEY_PHONE_PUBLIC_URL.',
  );
}

/** What an earlier attempt has left, or somebody has added by hand on this trunk. */
async function findUnfinished(
  tx: TenantTx,
  { number, trunk_id: trunkId }: ReserveNumber['input'],
): Promise<NumberRow | undefined> {
  const [row] = await tx.select().from(phoneNumbers).where(eq(phoneNumbers.number, number)).for('update');
  return row?.trunkId === trunkId && row.carrierRef === null ? row : undefined;
}
