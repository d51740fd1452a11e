import { z } from 'zod';

/** IPv4 in the clothes of IPv6, which would never match: addresses are looked at as the IPv4 that they are. */
const isMapped = (network: string): boolean =>
  network.includes(':') &&
  (URL.parse(`http://[${network.split('/')[0]}]`)?.hostname ?? '').startsWith('[::ffff:');

/** An IPv4 or IPv6 address, or a network as `address/bits`. */
export const networkSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(50)
  .refine(
    (text) => [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()].some((kind) => kind.safeParse(text).success),
    'use an IPv4 or IPv6 address, or a network like 203.0.113.0/24',
  )
  .refine((text) => !isMapped(text), 'write an IPv4 address as such, without ::ffff:')
  .meta({ examples: ['203.0.113.0/24'] });
