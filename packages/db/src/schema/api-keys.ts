import type { AgentId, ApiKeyId, ApiKeyKind, Scope } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, revision, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** A tenant's API keys; of the key itself only its hash is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').$type<ApiKeyId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    kind: text('kind').$type<ApiKeyKind>().notNull().default('secret'),
    /** The key's last characters, to tell keys apart by. */
    hint: text('hint').notNull().default(''),
    /** Of a secret key: what it may do. */
    scopes: jsonb('scopes').$type<Scope[]>().notNull().default([]),
    /** Of a publishable key: the agents that it may open sessions with. */
    agentIds: jsonb('agent_ids').$type<AgentId[]>().notNull().default([]),
    /** Of a publishable key: the origins of the pages that may use it. */
    origins: jsonb('origins').$type<string[]>().notNull().default([]),
    /** SHA-256 of the whole key, in hexadecimal. */
    hash: text('hash').notNull(),
    revision: revision(),
    createdAt: createdAt(),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('api_keys_hash_key').on(table.hash),
    index('api_keys_tenant_idx').on(table.tenantId, table.hash),
    check('api_keys_kind_check', sql`${table.kind} in ('secret', 'publishable')`),
    tenantPolicy('api_keys', table.tenantId),
  ],
);
