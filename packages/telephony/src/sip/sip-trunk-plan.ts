import { createHash } from 'node:crypto';
import type { SipTrunkId, TenantId } from '@parley/contracts';

/** A plan whose passwords cannot be opened, which leaves what the SIP service has as it is. */
export type MaybeLockedPlan = Omit<SipTrunkPlan, 'passwords'> & {
  passwords: SipTrunkPlan['passwords'] | null;
};

/** A trunk as the SIP service is to know it: calls in to these numbers, calls out to that address. */
export interface SipTrunkPlan {
  trunkId: SipTrunkId;
  tenantId: TenantId;
  inbound: { allowed_addresses: string[]; username?: string | undefined } | null;
  outbound: {
    address: string;
    transport: 'auto' | 'udp' | 'tcp' | 'tls';
    username?: string | undefined;
  } | null;
  passwords: { inbound?: string | undefined; outbound?: string | undefined };
  /** E.164. */
  numbers: string[];
}

/** What the SIP service calls the parts of a trunk. */
export interface SipTrunkRefs {
  inboundRef?: string;
  outboundRef?: string;
  ruleRef?: string;
}

/**
 * Written into whatever we make there: whose it is, and of what it was made. What carries no mark is somebody
 * else's, and is left alone.
 */
export const markOf = (plan: SipTrunkPlan, part: unknown): string =>
  JSON.stringify({ parley_trunk: plan.trunkId, made_of: digest(part) });

export function trunkOfMark(metadata: string): SipTrunkId | undefined {
  try {
    const { parley_trunk: trunkId } = JSON.parse(metadata);
    return typeof trunkId === 'string' ? (trunkId as SipTrunkId) : undefined;
  } catch {
    return undefined;
  }
}

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** LiveKit's name for the room of a call is this, the caller's number and something random. */
export const phoneRoomPrefix = (tenantId: TenantId): string => `${tenantId}.phone`;

/** Whether the tenant's name of a room is one that the SIP service has given. */
export const isPhoneRoom = (room: string): boolean => room.startsWith('phone_');
