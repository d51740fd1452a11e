import type { ControlPlaneConfig } from './config.ts';

/** Where people and their programs reach the control plane. */
export const publicUrlOf = ({
  publicUrl,
  host,
  port,
}: Pick<ControlPlaneConfig, 'publicUrl' | 'host' | 'port'>): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return publicUrl ?? `http://${name}:${port}`;
};
