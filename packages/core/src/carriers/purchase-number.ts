import { type PhoneNumber, type PurchaseNumberBody, purchaseNumberBodySchema } from '@parley/contracts';
import { phoneNumbers, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { lockNumber, type NumberRow, toPhoneNumber, touchTrunk } from '../numbers/number-row.ts';
import { parseInput } from '../parse-input.ts';
import type { Carrier, CarrierAccount, OwnedNumber } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { storableJson } from '../storable.ts';
import { reserveNumber } from './reserve-number.ts';

interface PurchaseNumber {
  ctx: ServiceContext;
  vault: Vault;
  carrier: Carrier;
  /** Where the carrier asks about calls by media stream; undefined where it cannot reach us. */
  webhooks: { voiceUrl: string; statusUrl: string } | undefined;
  input: PurchaseNumberBody;
}

type Parsed = z.output<typeof purchaseNumberBodySchema>;

/**
 * Buys a number and connects it. The intention is on record before money is spent, and so is what came of it. When a
 * step fails the number is given back. One that the account has already is connected and not paid for again, so that
 * an attempt whose end nobody saw can be repeated.
 * @throws DomainError `VALIDATION_FAILED`, `CONFLICT`, `CARRIER_NOT_CONNECTED`; what the carrier throws
 */
export async function purchaseNumber({
  ctx,
  vault,
  carrier,
  webhooks,
  input,
}: PurchaseNumber): Promise<PhoneNumber> {
  requireScope(ctx, 'numbers:buy');
  const parsed = storableJson(parseInput(purchaseNumberBodySchema, input));
  const { account, route, row, isNew } = await reserveNumber(ctx, { vault, webhooks, input: parsed });
  const done: Done = { before: undefined, bought: undefined };
  try {
    const owned = await obtain(carrier, account, parsed, done);
    await carrier.routeNumber(account, owned.ref, route);
    return await settle(ctx, row, owned, done.bought !== undefined);
  } catch (error) {
    const left = await undo(carrier, account, done);
    await forget(ctx, row, { isNew, left, error });
    throw error;
  }
}

/** What was done at the carrier. */
interface Done {
  /** A number that the account had, as it was. */
  before: OwnedNumber | undefined;
  bought: OwnedNumber | undefined;
}

async function obtain(
  carrier: Carrier,
  account: CarrierAccount,
  { number, address_sid: addressSid, bundle_sid: bundleSid }: Parsed,
  done: Done,
): Promise<OwnedNumber> {
  done.before = await carrier.findOwned(account, number);
  if (done.before) return done.before;
  done.bought = await carrier.buyNumber(account, { number, addressSid, bundleSid });
  return done.bought;
}

/** @returns whether something has stayed at the carrier that could not be undone */
async function undo(carrier: Carrier, account: CarrierAccount, { before, bought }: Done): Promise<boolean> {
  try {
    if (bought) await carrier.releaseNumber(account, bought.ref);
    if (before) await carrier.routeNumber(account, before.ref, before.route);
    return false;
  } catch {
    return true;
  }
}

const settle = (
  ctx: ServiceContext,
  { id }: NumberRow,
  { ref }: OwnedNumber,
  bought: boolean,
): Promise<PhoneNumber> =>
  withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { trunkId, revision } = await lockNumber(tx, id);
    await touchTrunk(tx, trunkId);
    const set = { carrierRef: ref, revision: revision + 1, updatedAt: ctx.now() };
    const [row] = await tx.update(phoneNumbers).set(set).where(eq(phoneNumbers.id, id)).returning();
    if (!row) throw new Error('the number was not written');
    await appendAudit(tx, ctx, {
      action: 'phone_number.purchase',
      target: { type: 'phone_number', id },
      after: { number: row.number, carrier_ref: ref, bought },
    });
    return toPhoneNumber(row);
  });

interface Failure {
  isNew: boolean;
  left: boolean;
  error: unknown;
}

const forget = (ctx: ServiceContext, { id, number, trunkId }: NumberRow, failure: Failure): Promise<void> =>
  withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { isNew, left, error } = failure;
    if (isNew) {
      await touchTrunk(tx, trunkId);
      await tx.delete(phoneNumbers).where(eq(phoneNumbers.id, id));
    }
    await appendAudit(tx, ctx, {
      action: 'phone_number.purchase_failed',
      target: { type: 'phone_number', id },
      before: { number },
      after: { reason: error instanceof Error ? error.message : String(error), left_at_carrier: left },
    });
  });
