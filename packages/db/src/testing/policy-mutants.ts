import type { CatalogueTable } from './catalogue.ts';

export interface Mutant {
  name: string;
  table: string;
  kind: 'policy' | 'table' | 'grant';
  statements: string[];
}

const roles = ['parley_app', 'parley_system', 'parley_identity', 'parley_search', 'parley_gate'];
const commands = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** Every way in which one line of the schema or of its grants could be lost, or say more than it must. */
export const policyMutants = (tables: CatalogueTable[]): Mutant[] =>
  tables.flatMap((table) => [
    ...table.policies.flatMap((policy) => ofPolicy(table, policy)),
    ...ofTable(table),
    ...roles.flatMap((role) => ofRole(table, role)),
  ]);

function ofPolicy({ name: table }: CatalogueTable, policy: CatalogueTable['policies'][number]): Mutant[] {
  const { name, using, check, roles: to, command } = policy;
  const mutant = (what: string, ...statements: string[]): Mutant => ({
    name: `${name} ${what}`,
    table,
    kind: 'policy',
    statements,
  });
  const on = `policy ${name} on ${table}`;
  const widened = using === 'true' ? [] : [mutant('lets everything be seen', `alter ${on} using (true)`)];
  if (check && check !== 'true') {
    widened.push(mutant('lets everything be written', `alter ${on} with check (true)`));
  }
  const narrowed = ['select', 'insert', 'update', 'delete'].map((only) =>
    mutant(
      `is for ${only} only`,
      `drop ${on}`,
      `create ${on} for ${only} to ${to.join()} ${only === 'insert' ? '' : `using (${using})`} ${
        check && (only === 'insert' || only === 'update') ? `with check (${check})` : ''
      }`,
    ),
  );
  return [
    mutant('is dropped', `drop ${on}`),
    mutant('is for everybody', `alter ${on} to public`),
    ...widened,
    ...(command === 'ALL' && to.includes('parley_app') ? narrowed : []),
  ];
}

function ofTable(table: CatalogueTable): Mutant[] {
  const { name } = table;
  const mutant = (what: string, ...statements: string[]): Mutant => ({
    name: `${name} ${what}`,
    table: name,
    kind: 'table',
    statements,
  });
  return [
    mutant('is not forced', `alter table ${name} no force row level security`),
    mutant('has no row-level security', `alter table ${name} disable row level security`),
    mutant('belongs to the app', `alter table ${name} owner to parley_app`),
    mutant('has a second policy', `create policy second on ${name} to parley_app using (true)`),
  ];
}

function ofRole({ name, grants }: CatalogueTable, role: string): Mutant[] {
  return commands.map((command) => {
    const granted = grants.includes(`${role} ${command}`);
    return {
      name: `${role} ${granted ? 'loses' : 'gets'} ${command} on ${name}`,
      table: name,
      kind: 'grant',
      statements: [
        `${granted ? 'revoke' : 'grant'} ${command} on ${name} ${granted ? 'from' : 'to'} ${role}`,
      ],
    };
  });
}
