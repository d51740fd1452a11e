import type { AvailableNumber, AvailableNumbersQuery } from '@parley/contracts';
import {
  buyNumber,
  findOwned,
  type NumberRoute,
  type OwnedNumber,
  type Purchase,
  releaseNumber,
  routeNumber,
  searchNumbers,
} from './rest/numbers.ts';
import { type CarrierTrunkPlan, removeTrunk, setUpTrunk } from './rest/trunks.ts';
import { createTwilioClient, type TwilioAccount, type TwilioSettings } from './rest/twilio-client.ts';

/** What is bought and set up at a carrier. Everything may be asked again; all of it throws `CarrierError`. */
export interface TwilioCarrier {
  searchNumbers(account: TwilioAccount, query: AvailableNumbersQuery): Promise<AvailableNumber[]>;
  findOwned(account: TwilioAccount, number: string): Promise<OwnedNumber | undefined>;
  buyNumber(account: TwilioAccount, purchase: Purchase): Promise<OwnedNumber>;
  routeNumber(account: TwilioAccount, ref: string, route: NumberRoute): Promise<void>;
  releaseNumber(account: TwilioAccount, ref: string): Promise<void>;
  setUpTrunk(account: TwilioAccount, plan: CarrierTrunkPlan): Promise<string>;
  removeTrunk(account: TwilioAccount, plan: Pick<CarrierTrunkPlan, 'name' | 'domain'>): Promise<void>;
}

export function createTwilioCarrier(settings: TwilioSettings): TwilioCarrier {
  const of = (account: TwilioAccount) => createTwilioClient(settings, account);
  return {
    searchNumbers: (account, query) => searchNumbers(of(account), query),
    findOwned: (account, number) => findOwned(of(account), number),
    buyNumber: (account, purchase) => buyNumber(of(account), purchase),
    routeNumber: (account, ref, route) => routeNumber(of(account), ref, route),
    releaseNumber: (account, ref) => releaseNumber(of(account), ref),
    setUpTrunk: (account, plan) => setUpTrunk(of(account), plan),
    removeTrunk: (account, plan) => removeTrunk(of(account), plan),
  };
}
