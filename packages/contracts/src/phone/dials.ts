import { z } from 'zod';
import { blockReasonSchema } from './dialing.ts';

export const dialKinds = ['call', 'transfer'] as const;
export type DialKind = (typeof dialKinds)[number];

/** Whether the tenant may ring a number at all, apart from hours and consent: for transfers. */
export const destinationSchema = z
  .object({ number: z.string(), allowed: z.boolean(), reason: blockReasonSchema.nullable() })
  .meta({ id: 'Destination' });
export type Destination = z.infer<typeof destinationSchema>;
