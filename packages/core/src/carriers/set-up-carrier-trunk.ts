import { randomBytes } from 'node:crypto';
import {
  newId,
  type SetUpTwilioTrunkBody,
  type SipTrunk,
  setUpTwilioTrunkBodySchema,
} from '@parley/contracts';
import { sipTrunks, type TenantTx, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import type { Carrier } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import {
  auditFieldsOf,
  lockTrunk,
  openPasswords,
  sealPasswords,
  type TrunkRow,
  toTrunk,
} from '../trunks/trunk-row.ts';
import { isStreamTrunk, namesAtCarrier } from './carrier-trunk.ts';
import { requireCarrierAccount } from './require-carrier-account.ts';

/** Where the carrier's calls reach our SIP service, and from where they come. */
export interface SipEntrance {
  originationUri: string;
  /** CIDR. */
  networks: readonly string[];
}

interface SetUpCarrierTrunk {
  ctx: ServiceContext;
  vault: Vault;
  carrier: Carrier;
  /** Undefined where no carrier can reach a SIP service of ours. */
  sip: SipEntrance | undefined;
  input: SetUpTwilioTrunkBody;
}

const username = 'parley';
/** Carriers want digits and letters of both cases. */
const newPassword = (): string => `Pa1${randomBytes(24).toString('base64url')}`;

/**
 * Connects the tenant's account at the carrier: each way once, so that who asks again is given what there is, or what
 * an attempt that broke off has left is completed. When the carrier fails, nothing stays.
 * @throws DomainError `CARRIER_NOT_CONNECTED`; what the carrier throws
 */
export async function setUpCarrierTrunk({
  ctx,
  vault,
  carrier,
  sip,
  input,
}: SetUpCarrierTrunk): Promise<SipTrunk> {
  requireScope(ctx, 'numbers:buy');
  const given = { ctx, vault, carrier, sip, input };
  const { connect, name } = parseInput(setUpTwilioTrunkBodySchema, input);
  const { tenantId } = ctx.actor;
  if (connect === 'sip' && !sip) {
    throw new DomainError(
      'CARRIER_NOT_CONNECTED',
      'No carrier can reach the SIP service: the operator has to set PARLEY_SIP_ADDRESS to its public address. Connect by "stream" instead.',
    );
  }
  const { account, row, isNew } = await withTenant(ctx.db, tenantId, async (tx) => {
    const account = await requireCarrierAccount(tx, vault);
    await lockTenant(tx);
    const all = await tx.select().from(sipTrunks).where(eq(sipTrunks.carrier, 'twilio'));
    const known = all.find((trunk) => isStreamTrunk(trunk) === (connect === 'stream'));
    if (known) return { account, row: known, isNew: false };
    return {
      account,
      row: await insertTrunk(tx, given, name, connect === 'sip' ? sip : undefined),
      isNew: true,
    };
  });
  if (row.carrierRef !== null) return toTrunk(row, openPasswords(row, vault));
  const passwords = openPasswords(row, vault);
  if (!passwords) {
    throw new DomainError(
      'CARRIER_NOT_CONNECTED',
      'No master key opens the password of the trunk that was begun here: delete the trunk and set it up again.',
    );
  }
  try {
    const password = passwords.outbound;
    const ref =
      sip && password
        ? await carrier.setUpTrunk(account, {
            ...namesAtCarrier(row.id),
            originationUri: sip.originationUri,
            username,
            password,
          })
        : account.accountSid;
    return await complete(given, row, ref);
  } catch (error) {
    if (isNew)
      await withTenant(ctx.db, tenantId, (tx) => tx.delete(sipTrunks).where(eq(sipTrunks.id, row.id)));
    throw error;
  }
}

async function insertTrunk(
  tx: TenantTx,
  { ctx, vault }: SetUpCarrierTrunk,
  name: string,
  sip: SipEntrance | undefined,
): Promise<TrunkRow> {
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const id = newId('sipTrunk', now.getTime());
  const outbound = { address: namesAtCarrier(id).domain, transport: 'auto' as const, username };
  const [row] = await tx
    .insert(sipTrunks)
    .values({
      id,
      tenantId,
      name,
      carrier: 'twilio',
      inbound: sip ? { allowed_addresses: [...sip.networks] } : null,
      outbound: sip ? outbound : null,
      ...sealPasswords(sip ? { outbound: newPassword() } : {}, vault, { tenantId, id }),
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (!row) throw new Error('the trunk was not written');
  return row;
}

const complete = (
  { ctx, vault }: SetUpCarrierTrunk,
  { id }: TrunkRow,
  carrierRef: string,
): Promise<SipTrunk> =>
  withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockTrunk(tx, id);
    const set = { carrierRef, revision: before.revision + 1, updatedAt: ctx.now() };
    const [row] = await tx.update(sipTrunks).set(set).where(eq(sipTrunks.id, id)).returning();
    if (!row) throw new Error('the trunk was not written');
    await appendAudit(tx, ctx, {
      action: 'sip_trunk.create',
      target: { type: 'sip_trunk', id },
      after: { ...auditFieldsOf(row), carrier_ref: carrierRef },
    });
    return toTrunk(row, openPasswords(row, vault));
  });
