import type { CallEndReason, CampaignContactId, CampaignContactState, CampaignId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { campaigns } from './campaigns.ts';
import { createdAt, instant, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** One number of a campaign, and how far it has come with it; its attempts are calls. */
export const campaignContacts = pgTable(
  'campaign_contacts',
  {
    id: text('id').$type<CampaignContactId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    campaignId: text('campaign_id').$type<CampaignId>().notNull(),
    /** E.164. */
    number: text('number').notNull(),
    variables: jsonb('variables').$type<Record<string, string>>().notNull().default({}),
    state: text('state').$type<CampaignContactState>().notNull().default('waiting'),
    outcome: text('outcome').$type<CallEndReason>(),
    outcomeDetail: text('outcome_detail'),
    /** Calls that were made of it, each with this count as its number. */
    attempts: integer('attempts').notNull().default(0),
    /** How often each reason for a retry has come about. */
    failures: jsonb('failures').$type<Record<string, number>>().notNull().default({}),
    nextAt: instant('next_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('campaign_contacts_tenant_key').on(table.tenantId, table.id),
    uniqueIndex('campaign_contacts_number_key').on(table.tenantId, table.campaignId, table.number),
    // Both in the order in which contacts are called, for a list is one moment's import.
    index('campaign_contacts_due_idx').on(
      table.tenantId,
      table.campaignId,
      table.state,
      table.nextAt,
      table.id,
    ),
    index('campaign_contacts_again_idx')
      .on(table.tenantId, table.campaignId, table.nextAt, table.id)
      .where(sql`state = 'waiting' and attempts > 0`),
    check(
      'campaign_contacts_state_check',
      sql`${table.state} in ('waiting', 'calling', 'parked', 'done', 'exhausted', 'opted_out', 'blocked', 'cancelled')`,
    ),
    foreignKey({
      name: 'campaign_contacts_campaign_fk',
      columns: [table.tenantId, table.campaignId],
      foreignColumns: [campaigns.tenantId, campaigns.id],
    }).onDelete('cascade'),
    tenantPolicy('campaign_contacts', table.tenantId),
  ],
);
