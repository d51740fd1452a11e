import { type CatalogueTable, tenantColumnOf } from './catalogue.ts';

const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** What the app may not do with rows of its own tenant: what was said, configured or logged is never rewritten. */
const withheld: Record<string, string[]> = {
  agent_versions: ['UPDATE'],
  audit_entries: ['UPDATE', 'DELETE'],
  audit_heads: ['DELETE'],
  dials: ['DELETE'],
  knowledge_category_versions: ['UPDATE', 'DELETE'],
  knowledge_item_versions: ['UPDATE', 'DELETE'],
  knowledge_documents: ['UPDATE'],
  session_events: ['UPDATE'],
  ticket_comments: ['UPDATE', 'DELETE'],
  ticket_counters: ['DELETE'],
};

const columns = (role: string, ...names: string[]) => names.map((name) => `${role} SELECT (${name})`);

/** What is seen across tenants, and of people, is written out to the column: a change of it is to be meant. */
const across: Record<string, string[]> = {
  users: [
    ...columns('parley_app', 'created_at', 'email', 'id', 'name'),
    ...['INSERT', 'SELECT', 'UPDATE'].map((command) => `parley_identity ${command}`),
  ],
  password_resets: all.map((command) => `parley_identity ${command}`),
  refresh_tokens: all.map((command) => `parley_identity ${command}`),
  memberships: ['parley_identity SELECT'],
  tenants: [
    ...columns('parley_identity', 'id', 'name', 'status'),
    ...columns('parley_system', 'id', 'status'),
  ],
  sessions: columns('parley_system', 'id', 'state', 'tenant_id'),
  calls: [
    ...columns('parley_gate', 'state'),
    ...columns('parley_system', 'id', 'next_attempt_at', 'scheduled_at', 'state', 'tenant_id'),
  ],
  dials: columns('parley_gate', 'allowed', 'decided_at'),
  global_do_not_call: all.map((command) => `parley_gate ${command}`),
  campaigns: columns('parley_system', 'id', 'state', 'tenant_id'),
  recordings: columns('parley_system', 'expires_at', 'id', 'tenant_id'),
  session_analyses: columns(
    'parley_system',
    'next_attempt_at',
    'session_id',
    'state',
    'tenant_id',
    'version',
  ),
  outbox: columns('parley_system', 'id', 'published_at', 'tenant_id'),
  webhook_deliveries: columns(
    'parley_system',
    'endpoint_id',
    'message_id',
    'next_attempt_at',
    'state',
    'tenant_id',
  ),
  knowledge_chunks: ['parley_search SELECT'],
  knowledge_words: ['parley_search SELECT'],
};

/** Everything that a table's owner has granted, as the catalogue says it. */
export const expectedGrants = (table: CatalogueTable): string[] =>
  [
    ...(tenantColumnOf(table)
      ? all
          .filter((command) => !withheld[table.name]?.includes(command))
          .map((command) => `parley_app ${command}`)
      : []),
    ...(across[table.name] ?? []),
  ].sort();
