import type { SecretId, SecretProvider } from '@parley/contracts';
import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** The tenant's own keys of providers and carriers, each sealed under the master key. */
export const tenantSecrets = pgTable(
  'tenant_secrets',
  {
    id: text('id').$type<SecretId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    provider: text('provider').$type<SecretProvider>().notNull(),
    /** Nonce, tag and ciphertext (AES-256-GCM), in base64. */
    sealed: text('sealed').notNull(),
    /** Which master key it is sealed with. */
    keyVersion: integer('key_version').notNull(),
    hint: text('hint').notNull(),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('tenant_secrets_provider_key').on(table.tenantId, table.provider),
    tenantPolicy('tenant_secrets', table.tenantId),
  ],
);
