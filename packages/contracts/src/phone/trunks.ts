import { z } from 'zod';
import { sipTrunkIdSchema } from '../ids.ts';
import { networkSchema } from '../networks.ts';
import { notBlank } from '../text-patterns.ts';

const user = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, 'use printable ASCII without spaces');
const password = z
  .string()
  .min(8, 'use at least 8 characters')
  .max(128)
  .regex(/^[\x20-\x7e]+$/, 'use printable ASCII');

/** `host`, `host:port`, of a carrier or a PBX. */
export const sipAddressSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:\d{1,5})?$/,
    'use a host name or an address, with a port where it is not 5060: sip.example.com:5080',
  )
  .refine(
    (address) => Number(/:(\d+)$/.exec(address.replace(/^\[.*\]/, ''))?.[1] ?? 1) <= 65_535,
    'the port is too large',
  )
  .meta({ examples: ['sip.example.com:5060'] });

/** How calls come in: from these addresses, or with this user and password; one of the two at least. */
export const trunkInboundSchema = z.object({
  allowed_addresses: z.array(networkSchema).max(50).default([]),
  username: user.optional(),
});
/** Where calls go out to. */
export const trunkOutboundSchema = z.object({
  address: sipAddressSchema,
  transport: z.enum(['auto', 'udp', 'tcp', 'tls']).default('auto'),
  username: user.optional(),
});

export const sipTrunkCarriers = ['manual', 'twilio'] as const;
export type SipTrunkCarrier = (typeof sipTrunkCarriers)[number];

/** A password that is left out stays as it is; null takes it away. Passwords are never shown again. */
export const sipTrunkBodySchema = z
  .object({
    name: z.string('name is required').trim().min(1, 'name must not be empty').max(100).meta(notBlank),
    inbound: trunkInboundSchema.extend({ password: password.nullable().optional() }).nullable().default(null),
    outbound: trunkOutboundSchema
      .extend({ password: password.nullable().optional() })
      .nullable()
      .default(null),
    /** Calls that the trunk carries at once; null: no limit of its own. */
    max_calls: z.number().int().min(1).max(10_000).nullable().default(null),
  })
  .meta({
    id: 'PutSipTrunk',
    examples: [
      {
        name: 'Carrier',
        inbound: { allowed_addresses: ['203.0.113.0/24'] },
        outbound: {
          address: 'sip.example.com',
          transport: 'tcp',
          username: 'maple',
          password: 'a long secret',
        },
      },
    ],
  });
export type SipTrunkBody = z.input<typeof sipTrunkBodySchema>;

export const trunkSyncStates = ['pending', 'synced', 'failed'] as const;

export const sipTrunkSchema = z
  .object({
    trunk_id: sipTrunkIdSchema,
    name: z.string(),
    carrier: z.enum(sipTrunkCarriers),
    inbound: z
      .object({
        allowed_addresses: z.array(z.string()),
        username: z.string().nullable(),
        has_password: z.boolean(),
      })
      .nullable(),
    outbound: z
      .object({
        address: z.string(),
        transport: z.enum(['auto', 'udp', 'tcp', 'tls']),
        username: z.string().nullable(),
        has_password: z.boolean(),
      })
      .nullable(),
    max_calls: z.number().int().nullable(),
    /** Whether the telephone service knows the trunk as it stands here; `failed` says why, and is tried again. */
    sync: z.object({
      state: z.enum(trunkSyncStates),
      error: z.string().nullable(),
      synced_at: z.iso.datetime().nullable(),
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'SipTrunk' });
export type SipTrunk = z.infer<typeof sipTrunkSchema>;

export const sipTrunkParamsSchema = z.object({ id: sipTrunkIdSchema });
export const listSipTrunksResponseSchema = z
  .object({ trunks: z.array(sipTrunkSchema) })
  .meta({ id: 'SipTrunkList' });
