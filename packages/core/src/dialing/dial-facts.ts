import type { CallPurpose, ConsentLevel, DialPolicy } from '@parley/contracts';

export interface DoNotCallEntry {
  number: string;
  scope: 'tenant' | 'global';
  /** Null: for good. */
  expiresAt: Date | null;
}

export interface Consent {
  number: string;
  /** Consent to marketing covers information too, never the other way round. */
  purpose: CallPurpose;
  level: Exclude<ConsentLevel, 'none'>;
  givenAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** All that a decision is made from. Lists may hold other numbers' entries: they are passed over. */
export interface DialFacts {
  /** E.164. */
  number: string;
  purpose: CallPurpose;
  now: Date;
  policy: DialPolicy;
  doNotCall: readonly DoNotCallEntry[];
  consents: readonly Consent[];
  /** When this number was dialled before for the tenant, by whatever way. */
  attempts: readonly Date[];
  /**
   * In cents: spent and reserved in the cap's period, how much of that is only held by calls under way, what this call
   * would reserve, and when the period ends.
   */
  spend: { reserved: number; held?: number; thisCall: number; resetsAt: Date | null };
  /** The tenant's dials within the last second, and its calls that hold a line. */
  callsInLastSecond: number;
  liveCalls: number;
  /** A call is passed on to a colleague: what protects called parties, and full lines, do not stand in the way. */
  transfer?: boolean;
}
