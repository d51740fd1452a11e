const policy = (clauses: string, name = 'news') => `create policy ${name} on news to parley_app ${clauses}`;
const bound = `tenant_id = (select current_setting('app.tenant_id', true))`;
const create = (columns = '') =>
  `create table news (id text primary key, tenant_id text not null references tenants (id)${columns})`;
const force = 'alter table news enable row level security, force row level security';
const index = 'create index on news (tenant_id)';
const both = policy(`using (${bound}) with check (${bound})`);

/** What somebody might forget of a new table: the fault that is to be named, and how the table is made. */
export const newTables: [fault: string, statements: string[]][] = [
  ['row-level security is not forced', [create(), index, both]],
  ['row-level security is not forced', [create(), index, both, 'alter table news enable row level security']],
  ['the app has not one policy for all commands', [create(), index, force]],
  [
    'the app has not one policy for all commands',
    [create(), index, force, `create policy news on news for select to parley_app using (${bound})`],
  ],
  [
    'the app has not one policy for all commands',
    [create(), index, force, both, policy('using (true)', 'more')],
  ],
  [
    'the policy is not bound to app.tenant_id in both clauses',
    [create(), index, force, policy(`using (${bound}) with check (true)`)],
  ],
  [
    'a policy is open to everybody',
    [create(), index, force, both, 'create policy all_of_it on news using (true)'],
  ],
  ['no index begins with the tenant', [create(), force, both]],
  ['the tenant may be missing', [create().replace(' not null', ''), index, force, both]],
  [
    'the tenant is neither first nor right after the id',
    ['create table news (id text, name text, tenant_id text not null)', index, force, both],
  ],
  [
    'the reference to tickets may leave the tenant',
    [create(', ticket_id text references tickets (id)'), index, force, both],
  ],
];
