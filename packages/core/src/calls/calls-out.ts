import { sipTrunks } from '@parley/db';
import { and, eq, isNotNull, isNull, or } from 'drizzle-orm';

/** Trunks without SIP of their own: calls go out by the carrier's API. */
export const isStreamLine = and(
  eq(sipTrunks.carrier, 'twilio'),
  isNull(sipTrunks.inbound),
  isNull(sipTrunks.outbound),
);

/** Trunks that calls can go out by. */
export const carriesCallsOut = or(isNotNull(sipTrunks.outbound), isStreamLine);
