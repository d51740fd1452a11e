import type { SimulatedCall } from './calls/simulated-call.ts';
import { newSid } from './new-sid.ts';

export type NumberKind = 'Local' | 'TollFree' | 'Mobile';

/** A number that can be bought. */
export interface OfferedNumber {
  phoneNumber: string;
  isoCountry: string;
  kind: NumberKind;
  locality: string;
  region: string;
  addressRequirements: 'none' | 'any' | 'local' | 'foreign';
  needsBundle: boolean;
  /** What a month of it costs, in US dollars. */
  price: number;
}

/** A number that the account has. */
export interface IncomingNumber {
  sid: string;
  phoneNumber: string;
  friendlyName: string;
  voiceUrl: string;
  voiceMethod: string;
  statusCallback: string;
  statusCallbackMethod: string;
  trunkSid: string | null;
  addressRequirements: OfferedNumber['addressRequirements'];
}

export interface SimulatedTrunk {
  sid: string;
  friendlyName: string;
  domainName: string;
  secure: boolean;
  originationUrls: Map<string, { sid: string; sipUrl: string; friendlyName: string }>;
  /** Sids of what is associated. */
  credentialLists: Set<string>;
  ipAccessControlLists: Set<string>;
}

export interface CredentialList {
  sid: string;
  friendlyName: string;
  credentials: Map<string, { sid: string; username: string; password: string }>;
}

export interface IpList {
  sid: string;
  friendlyName: string;
  addresses: Map<string, { sid: string; ipAddress: string }>;
}

/** One account at Twilio, as it stands. */
export class TwilioState {
  readonly accountSid = newSid('AC');
  readonly authToken = newSid('');
  /** In US dollars. */
  balance = 20;
  readonly offers: OfferedNumber[] = [];
  readonly incoming = new Map<string, IncomingNumber>();
  readonly trunks = new Map<string, SimulatedTrunk>();
  readonly credentialLists = new Map<string, CredentialList>();
  readonly ipLists = new Map<string, IpList>();
  readonly calls = new Map<string, SimulatedCall>();
  /** Names of trunks that somebody else has taken. */
  readonly takenDomains = new Set<string>();
  /** Beginnings of numbers that the account may not call (geographic permissions). */
  readonly forbiddenPrefixes: string[] = [];

  /** For search and purchase. */
  offer(phoneNumber: string, more: Partial<OfferedNumber> = {}): OfferedNumber {
    const offered: OfferedNumber = {
      phoneNumber,
      isoCountry: 'US',
      kind: 'Local',
      locality: 'San Francisco',
      region: 'CA',
      addressRequirements: 'none',
      needsBundle: false,
      price: 1.15,
      ...more,
    };
    this.offers.push(offered);
    return offered;
  }

  /** A number that the account has had from the beginning. */
  own(phoneNumber: string, more: Partial<IncomingNumber> = {}): IncomingNumber {
    const number: IncomingNumber = {
      sid: newSid('PN'),
      phoneNumber,
      friendlyName: phoneNumber,
      voiceUrl: '',
      voiceMethod: 'POST',
      statusCallback: '',
      statusCallbackMethod: 'POST',
      trunkSid: null,
      addressRequirements: 'none',
      ...more,
    };
    this.incoming.set(number.sid, number);
    return number;
  }

  findIncoming(phoneNumber: string): IncomingNumber | undefined {
    return [...this.incoming.values()].find((number) => number.phoneNumber === phoneNumber);
  }
}
