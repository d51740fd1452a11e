import { isLoopback } from '@parley/config';
import type { TenantId } from '@parley/contracts';
import type { SipEntrance } from '@parley/core';
import type { ControlPlaneConfig } from '../../config.ts';
import { publicUrlOf } from '../../public-url-of.ts';

const baseOf = (config: ControlPlaneConfig): string => publicUrlOf(config).replace(/\/$/, '');

/** Where Twilio asks about a tenant's calls. */
export const voiceUrlOf = (config: ControlPlaneConfig, tenantId: TenantId): string =>
  `${baseOf(config)}/twilio/voice/${tenantId}`;

/** Where Twilio tells how a tenant's calls fare. */
export const statusUrlOf = (config: ControlPlaneConfig, tenantId: TenantId): string =>
  `${baseOf(config)}/twilio/status/${tenantId}`;

const isLocal = (url: string): boolean => isLoopback(new URL(url).hostname);

/** The addresses that a number is given at Twilio; undefined where Twilio cannot reach us: nothing is bought then. */
export function webhooksOf(config: ControlPlaneConfig, tenantId: TenantId) {
  const { publicUrl, phonePublicUrl, twilioApiUrl } = config;
  if (!publicUrl || !phonePublicUrl) return undefined;
  if ((isLocal(publicUrl) || isLocal(phonePublicUrl)) && !isLocal(twilioApiUrl)) return undefined;
  return { voiceUrl: voiceUrlOf(config, tenantId), statusUrl: statusUrlOf(config, tenantId) };
}

/** How Twilio's calls reach our SIP service; undefined where they cannot. */
export function sipEntranceOf({
  sipAddress,
  twilioSipNetworks,
}: ControlPlaneConfig): SipEntrance | undefined {
  if (!sipAddress || isLoopback(sipAddress.replace(/:\d+$/, ''))) return undefined;
  return { originationUri: `sip:${sipAddress}`, networks: twilioSipNetworks };
}
