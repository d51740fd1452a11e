import type { SipTrunkId } from '@parley/contracts';
import type { sipTrunks } from '@parley/db';

type Trunk = Pick<typeof sipTrunks.$inferSelect, 'carrier' | 'inbound' | 'outbound'>;

/** Whether a trunk's calls come and go by media streams: it stands for the carrier's account, and knows no SIP. */
export const isStreamTrunk = ({ carrier, inbound, outbound }: Trunk): boolean =>
  carrier === 'twilio' && inbound === null && outbound === null;

/** What belongs to a trunk at the carrier, by its names there. */
export const namesAtCarrier = (id: SipTrunkId): { name: string; domain: string } => ({
  name: `Parley ${id}`,
  // The end of an id is its random part.
  domain: `parley-${id.slice(-20)}.pstn.twilio.com`,
});
