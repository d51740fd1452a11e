import { z } from 'zod';
import { tenantIdSchema } from './ids.ts';

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

/** What is left out is without a limit. */
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
