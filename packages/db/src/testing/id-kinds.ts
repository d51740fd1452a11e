import type { IdKind } from '@parley/contracts';

/** Which kind of id the rows of a table have. Others get ids that nobody asks for. */
export const idKinds: Record<string, IdKind> = {
  tenants: 'tenant',
  users: 'user',
  invitations: 'invitation',
  password_resets: 'passwordReset',
  refresh_tokens: 'refreshToken',
  api_keys: 'apiKey',
  agents: 'agent',
  agent_versions: 'agentVersion',
  knowledge_items: 'knowledgeItem',
  knowledge_documents: 'knowledgeDocument',
  sessions: 'session',
  tickets: 'ticket',
  ticket_comments: 'ticketComment',
  tenant_secrets: 'secret',
  webhook_endpoints: 'webhookEndpoint',
  sip_trunks: 'sipTrunk',
  phone_numbers: 'phoneNumber',
  calls: 'call',
  dials: 'dial',
  do_not_call: 'doNotCall',
  global_do_not_call: 'doNotCall',
  consents: 'consent',
  campaigns: 'campaign',
  campaign_contacts: 'campaignContact',
};
