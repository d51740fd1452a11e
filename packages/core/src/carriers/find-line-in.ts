import { e164Schema, type SipTrunkId, type TenantId } from '@parley/contracts';
import { calls, type Database, phoneNumbers, sipTrunks, withTenant } from '@parley/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Vault } from '../secrets/vault.ts';
import { openPasswords } from '../trunks/trunk-row.ts';

interface FindLineIn {
  db: Database;
  vault: Vault;
  tenantId: TenantId;
  /** The number that was called, as the carrier writes it. */
  number: string;
  /** The carrier's id of the call. */
  callRef: string;
}

/** How a call that the carrier asks about is to go on. */
export type LineIn =
  /** Nobody answers this number. */
  | { to: 'nobody' }
  /** The call is over already: the carrier's question is an old one. */
  | { to: 'end' }
  /** To the SIP service, which is shown who comes. */
  | { to: 'sip'; username?: string | undefined; password?: string | undefined }
  /** Its audio comes by a media stream. */
  | { to: 'stream'; trunkId: SipTrunkId };

/** Where a call to a tenant's number goes: by its trunk, which says how calls come in. */
export function findLineIn({ db, vault, tenantId, number, callRef }: FindLineIn): Promise<LineIn> {
  return withTenant(db, tenantId, async (tx) => {
    const [known] = await tx.select({ state: calls.state }).from(calls).where(eq(calls.sipCallRef, callRef));
    if (known?.state === 'ended') return { to: 'end' };
    if (!e164Schema.safeParse(number).success) return { to: 'nobody' };
    const [line] = await tx
      .select({ trunk: sipTrunks })
      .from(phoneNumbers)
      .innerJoin(sipTrunks, eq(sipTrunks.id, phoneNumbers.trunkId))
      .where(and(eq(phoneNumbers.number, number), isNotNull(phoneNumbers.agentId)));
    if (!line) return { to: 'nobody' };
    const { inbound } = line.trunk;
    if (!inbound) return { to: 'stream', trunkId: line.trunk.id };
    return { to: 'sip', username: inbound.username, password: openPasswords(line.trunk, vault)?.inbound };
  });
}
