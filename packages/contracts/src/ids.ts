import { z } from 'zod';

/** Prefixed ids: a short type tag, an underscore and a UUIDv7 as 32 hex digits, e.g. `ses_019…`. */
export const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  invitation: 'inv',
  passwordReset: 'pwr',
  refreshToken: 'rft',
  apiKey: 'key',
  agent: 'agt',
  agentVersion: 'agv',
  knowledgeItem: 'kno',
  knowledgeDocument: 'doc',
  session: 'ses',
  ticket: 'tkt',
  ticketComment: 'tco',
  secret: 'sec',
  webhookEndpoint: 'whe',
  webhookMessage: 'msg',
  sipTrunk: 'trk',
  phoneNumber: 'num',
  call: 'cal',
  dial: 'dia',
  doNotCall: 'dnc',
  consent: 'cns',
  campaign: 'cmp',
  campaignContact: 'cct',
  transfer: 'trf',
  recording: 'rec',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = string & z.$brand<K>;

export type TenantId = Id<'tenant'>;
export type UserId = Id<'user'>;
export type InvitationId = Id<'invitation'>;
export type PasswordResetId = Id<'passwordReset'>;
export type RefreshTokenId = Id<'refreshToken'>;
export type ApiKeyId = Id<'apiKey'>;
export type AgentId = Id<'agent'>;
export type AgentVersionId = Id<'agentVersion'>;
export type KnowledgeItemId = Id<'knowledgeItem'>;
export type KnowledgeDocumentId = Id<'knowledgeDocument'>;
export type SessionId = Id<'session'>;
export type TicketId = Id<'ticket'>;
export type TicketCommentId = Id<'ticketComment'>;
export type SecretId = Id<'secret'>;
export type WebhookEndpointId = Id<'webhookEndpoint'>;
export type WebhookMessageId = Id<'webhookMessage'>;
export type SipTrunkId = Id<'sipTrunk'>;
export type PhoneNumberId = Id<'phoneNumber'>;
export type CallId = Id<'call'>;
export type DialId = Id<'dial'>;
export type DoNotCallId = Id<'doNotCall'>;
export type ConsentId = Id<'consent'>;
export type CampaignId = Id<'campaign'>;
export type CampaignContactId = Id<'campaignContact'>;
export type TransferId = Id<'transfer'>;
export type RecordingId = Id<'recording'>;

const idSchema = <K extends IdKind>(kind: K) =>
  z
    .string()
    .regex(
      new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`),
      `expected ${idPrefixes[kind]}_ and 32 hex digits`,
    )
    .brand<K>();

export const tenantIdSchema = idSchema('tenant');
export const userIdSchema = idSchema('user');
export const invitationIdSchema = idSchema('invitation');
export const refreshTokenIdSchema = idSchema('refreshToken');
export const apiKeyIdSchema = idSchema('apiKey');
export const agentIdSchema = idSchema('agent');
export const agentVersionIdSchema = idSchema('agentVersion');
export const knowledgeItemIdSchema = idSchema('knowledgeItem');
export const knowledgeDocumentIdSchema = idSchema('knowledgeDocument');
export const sessionIdSchema = idSchema('session');
export const ticketIdSchema = idSchema('ticket');
export const ticketCommentIdSchema = idSchema('ticketComment');
export const secretIdSchema = idSchema('secret');
export const webhookEndpointIdSchema = idSchema('webhookEndpoint');
export const webhookMessageIdSchema = idSchema('webhookMessage');
export const sipTrunkIdSchema = idSchema('sipTrunk');
export const phoneNumberIdSchema = idSchema('phoneNumber');
export const callIdSchema = idSchema('call');
export const dialIdSchema = idSchema('dial');
export const doNotCallIdSchema = idSchema('doNotCall');
export const consentIdSchema = idSchema('consent');
export const campaignIdSchema = idSchema('campaign');
export const campaignContactIdSchema = idSchema('campaignContact');
export const transferIdSchema = idSchema('transfer');
export const recordingIdSchema = idSchema('recording');

/**
 * A new id of the given kind.
 * @param now milliseconds since the epoch; the id sorts by it.
 * @returns prefix, underscore, UUIDv7 (RFC 9562, section 5.7) without dashes.
 */
export function newId<K extends IdKind>(kind: K, now: number = Date.now()): Id<K> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${idPrefixes[kind]}_${hex}` as Id<K>;
}
