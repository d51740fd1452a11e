import { ConfigError, isLoopback } from '@parley/config';
import type { GatewayConfig } from './config.ts';
import type { SipRecords } from './store/sip-records.ts';

/** A gateway that anybody on a network could call through does not start. @throws ConfigError that says what to do */
export function checkExposure(
  {
    sipHost,
    sipAllowedAddresses,
    sipAdvertisedHost,
  }: Pick<GatewayConfig, 'sipHost' | 'sipAllowedAddresses' | 'sipAdvertisedHost'>,
  records: Pick<SipRecords, 'inboundTrunks'>,
): void {
  if (isLoopback(sipHost)) return;
  const guarded = [...records.inboundTrunks.values()].some(
    ({ authPassword, allowedAddresses }) => authPassword !== '' || allowedAddresses.length > 0,
  );
  if (!guarded && sipAllowedAddresses.length === 0)
    throw new ConfigError([
      {
        env: 'PARLEY_SIP_HOST',
        message: `"${sipHost}" would let anybody on that network call. Set PARLEY_SIP_ALLOWED_ADDRESSES to who may (10.0.0.0/8,203.0.113.9), or first give an inbound trunk a password or a list of addresses; or stay on 127.0.0.1.`,
      },
    ]);
  if (['0.0.0.0', '::'].includes(sipHost) && !sipAdvertisedHost)
    throw new ConfigError([
      {
        env: 'PARLEY_SIP_ADVERTISED_HOST',
        message: `is required with PARLEY_SIP_HOST=${sipHost}: telephones must be told an address to answer to.`,
      },
    ]);
}
