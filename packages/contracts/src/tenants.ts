import { z } from 'zod';
import { tenantIdSchema } from './ids.ts';
import { tenantNameSchema } from './names.ts';
import { networkSchema } from './networks.ts';

export const tenantStatusSchema = z.enum(['active', 'suspended']);
export type TenantStatus = z.infer<typeof tenantStatusSchema>;

const timeZoneSchema = z
  .string()
  .max(64)
  .refine(
    (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
    'expected an IANA time zone',
  );

export const tenantSettingsSchema = z.object({
  time_zone: timeZoneSchema.optional(),
  /** BCP 47. */
  language: z.string().min(2).max(35).optional(),
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;

/** What is left out is without a limit. Months are those of UTC. */
export const tenantQuotasSchema = z.object({
  concurrent_calls: z.number().int().min(0).max(10_000).optional(),
  minutes_per_month: z.number().int().min(0).max(10_000_000).optional(),
});
export type TenantQuotas = z.infer<typeof tenantQuotasSchema>;

export const tenantSchema = z
  .object({
    tenant_id: tenantIdSchema,
    name: z.string(),
    status: tenantStatusSchema,
    settings: tenantSettingsSchema,
    quotas: tenantQuotasSchema,
    allowed_addresses: z.array(z.string()),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Tenant' });
export type Tenant = z.infer<typeof tenantSchema>;

export const createTenantBodySchema = z
  .object({ name: tenantNameSchema })
  .meta({ id: 'CreateTenant', examples: [{ name: 'Berg Plumbing' }] });

/** Replaces all of it: what may be asked from where is not to be left out by mistake. */
export const tenantBodySchema = z
  .object({
    name: tenantNameSchema,
    settings: tenantSettingsSchema,
    quotas: tenantQuotasSchema,
    /** Addresses and networks (CIDR), IPv4 or IPv6, that the tenant’s keys and people may call from; empty: all. */
    allowed_addresses: z
      .array(networkSchema)
      .max(100, 'allowed_addresses takes 100 entries at most: use networks')
      .transform((networks) => [...new Set(networks)]),
  })
  .meta({ id: 'PutTenant' });
export type TenantBody = z.input<typeof tenantBodySchema>;
