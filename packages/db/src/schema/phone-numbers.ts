import type { AgentId, OutsideHours, PhoneNumberId, SipTrunkId } from '@parley/contracts';
import { foreignKey, index, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { createdAt, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { sipTrunks } from './sip-trunks.ts';
import { tenants } from './tenants.ts';

/** A number that reaches a tenant, and who answers it. */
export const phoneNumbers = pgTable(
  'phone_numbers',
  {
    id: text('id').$type<PhoneNumberId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** E.164. */
    number: text('number').notNull(),
    trunkId: text('trunk_id').$type<SipTrunkId>().notNull(),
    agentId: text('agent_id').$type<AgentId>(),
    outsideHours: jsonb('outside_hours').$type<OutsideHours>().notNull().default({ do: 'agent' }),
    label: text('label').notNull().default(''),
    /** The carrier's own id of it, where Parley has bought it. */
    carrierRef: text('carrier_ref'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('phone_numbers_tenant_key').on(table.tenantId, table.id),
    // Of all tenants: a number rings in one place.
    uniqueIndex('phone_numbers_number_key').on(table.number),
    index('phone_numbers_tenant_created_idx').on(table.tenantId, table.createdAt),
    index('phone_numbers_trunk_idx').on(table.tenantId, table.trunkId),
    foreignKey({
      name: 'phone_numbers_trunk_fk',
      columns: [table.tenantId, table.trunkId],
      foreignColumns: [sipTrunks.tenantId, sipTrunks.id],
    }),
    foreignKey({
      name: 'phone_numbers_agent_fk',
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }),
    tenantPolicy('phone_numbers', table.tenantId),
  ],
);
