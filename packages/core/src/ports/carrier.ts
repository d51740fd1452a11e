import type { AvailableNumber, AvailableNumbersQuery } from '@parley/contracts';

/** A tenant's account at its carrier, in clear. */
export interface CarrierAccount {
  accountSid: string;
  authToken: string;
}

/** Where the carrier sends calls to a number: by a trunk, or to our webhook. */
export type NumberRoute = { trunkRef: string } | { voiceUrl: string; statusUrl: string };

/** A number that the account has. */
export interface OwnedNumber {
  /** The carrier's id. */
  ref: string;
  route: NumberRoute;
}

export interface NumberPurchase {
  number: string;
  addressSid?: string | undefined;
  bundleSid?: string | undefined;
}

/** A SIP trunk as it is to be at the carrier. */
export interface CarrierTrunkPlan {
  /** Names whatever belongs to it there: who asks again goes on where it broke off. */
  name: string;
  domain: string;
  originationUri: string;
  username: string;
  password: string;
}

/** Who sells numbers, and connects them. Whatever it throws was not done, or is undone. */
export interface Carrier {
  searchNumbers(account: CarrierAccount, query: AvailableNumbersQuery): Promise<AvailableNumber[]>;
  findOwned(account: CarrierAccount, number: string): Promise<OwnedNumber | undefined>;
  /** Spends money. */
  buyNumber(account: CarrierAccount, purchase: NumberPurchase): Promise<OwnedNumber>;
  routeNumber(account: CarrierAccount, ref: string, route: NumberRoute): Promise<void>;
  /** For good. One that is gone is released. */
  releaseNumber(account: CarrierAccount, ref: string): Promise<void>;
  /** @returns the carrier's id of the trunk */
  setUpTrunk(account: CarrierAccount, plan: CarrierTrunkPlan): Promise<string>;
  removeTrunk(account: CarrierAccount, plan: Pick<CarrierTrunkPlan, 'name' | 'domain'>): Promise<void>;
}
