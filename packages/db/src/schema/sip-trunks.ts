import type { SipTrunkCarrier, SipTrunkId, trunkSyncStates } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

export interface StoredTrunkInbound {
  allowed_addresses: string[];
  username?: string | undefined;
}
export interface StoredTrunkOutbound {
  address: string;
  transport: 'auto' | 'udp' | 'tcp' | 'tls';
  username?: string | undefined;
}

/** A line to the telephone network: how a tenant's calls come in and go out. */
export const sipTrunks = pgTable(
  'sip_trunks',
  {
    id: text('id').$type<SipTrunkId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    carrier: text('carrier').$type<SipTrunkCarrier>().notNull().default('manual'),
    /** The carrier's own id of it, where Parley has made it there. */
    carrierRef: text('carrier_ref'),
    inbound: jsonb('inbound').$type<StoredTrunkInbound>(),
    outbound: jsonb('outbound').$type<StoredTrunkOutbound>(),
    maxCalls: integer('max_calls'),
    /** Both passwords as JSON (`TrunkPasswords`), sealed under the master key; null without any. */
    sealed: text('sealed'),
    keyVersion: integer('key_version'),
    /** What the SIP API calls them. */
    inboundRef: text('inbound_ref'),
    outboundRef: text('outbound_ref'),
    ruleRef: text('rule_ref'),
    syncState: text('sync_state').$type<(typeof trunkSyncStates)[number]>().notNull().default('pending'),
    syncError: text('sync_error'),
    syncedAt: instant('synced_at'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('sip_trunks_tenant_key').on(table.tenantId, table.id),
    index('sip_trunks_tenant_created_idx').on(table.tenantId, table.createdAt),
    check('sip_trunks_carrier_check', sql`${table.carrier} in ('manual', 'twilio')`),
    check('sip_trunks_sync_check', sql`${table.syncState} in ('pending', 'synced', 'failed')`),
    tenantPolicy('sip_trunks', table.tenantId),
  ],
);
