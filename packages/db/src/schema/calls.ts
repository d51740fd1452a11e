import type {
  AgentId,
  AgentVersionId,
  BlockReason,
  CallDirection,
  CallEndReason,
  CallId,
  CallPurpose,
  CallState,
  CallTransfer,
  CampaignContactId,
  PhoneNumberId,
  SessionId,
  SipTrunkId,
} from '@parley/contracts';
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
import { agents } from './agents.ts';
import { campaignContacts } from './campaign-contacts.ts';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { gateRole, readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { sessions } from './sessions.ts';
import { tenants } from './tenants.ts';

/** A telephone call, in or out, from before it rings until it is over; what is said in it is its session. */
export const calls = pgTable(
  'calls',
  {
    id: text('id').$type<CallId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    direction: text('direction').$type<CallDirection>().notNull(),
    state: text('state').$type<CallState>().notNull(),
    endReason: text('end_reason').$type<CallEndReason>(),
    endDetail: text('end_detail'),
    /** Numbers and trunks may go; what they carried stays. */
    numberId: text('number_id').$type<PhoneNumberId>(),
    trunkId: text('trunk_id').$type<SipTrunkId>(),
    fromNumber: text('from_number'),
    toNumber: text('to_number').notNull(),
    agentId: text('agent_id').$type<AgentId>(),
    /** What an outbound call is to serve with; the published one at the dial when null. */
    agentVersionId: text('agent_version_id').$type<AgentVersionId>(),
    sessionId: text('session_id').$type<SessionId>(),
    /** Of a call out. */
    purpose: text('purpose').$type<CallPurpose>(),
    variables: jsonb('variables').$type<Record<string, string>>().notNull().default({}),
    /** Whom of a campaign it is an attempt at, and which one. */
    campaignContactId: text('campaign_contact_id').$type<CampaignContactId>(),
    attempt: integer('attempt'),
    /** The last one, as it is shown. */
    transfer: jsonb('transfer').$type<CallTransfer>(),
    /** The SIP service's id of the call; one call is opened for it, however often it is told. */
    sipCallRef: text('sip_call_ref'),
    /** Of the answer that ended the dial. */
    sipStatus: integer('sip_status'),
    scheduledAt: instant('scheduled_at'),
    /** Not dialled after. */
    expiresAt: instant('expires_at'),
    /** Why it waits, by the gate's last answer, and until when. */
    blockReason: text('block_reason').$type<BlockReason>(),
    nextAttemptAt: instant('next_attempt_at'),
    /** What its dials have cost, in cents. */
    costCents: integer('cost_cents'),
    dialedAt: instant('dialed_at'),
    ringingAt: instant('ringing_at'),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('calls_tenant_key').on(table.tenantId, table.id),
    uniqueIndex('calls_sip_call_key').on(table.tenantId, table.sipCallRef),
    uniqueIndex('calls_session_key').on(table.tenantId, table.sessionId),
    // An attempt is one call, whatever goes wrong.
    uniqueIndex('calls_attempt_key').on(table.tenantId, table.campaignContactId, table.attempt),
    index('calls_tenant_created_idx').on(table.tenantId, table.createdAt),
    index('calls_from_idx').on(table.tenantId, table.fromNumber, table.createdAt),
    index('calls_to_idx').on(table.tenantId, table.toNumber, table.createdAt),
    index('calls_live_idx').on(table.state, table.scheduledAt).where(sql`state not in ('ended', 'parked')`),
    check('calls_direction_check', sql`${table.direction} in ('inbound', 'outbound')`),
    check(
      'calls_state_check',
      sql`${table.state} in ('queued', 'dialing', 'ringing', 'active', 'ended', 'parked')`,
    ),
    check('calls_purpose_check', sql`${table.purpose} in ('informational', 'marketing')`),
    check('calls_end_check', sql`(${table.state} = 'ended') = (${table.endReason} is not null)`),
    foreignKey({
      name: 'calls_agent_fk',
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }),
    foreignKey({
      name: 'calls_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }),
    foreignKey({
      name: 'calls_campaign_contact_fk',
      columns: [table.tenantId, table.campaignContactId],
      foreignColumns: [campaignContacts.tenantId, campaignContacts.id],
    }),
    tenantPolicy('calls', table.tenantId),
    readPolicy('calls_system', systemRole),
    readPolicy('calls_gate', gateRole),
  ],
);
