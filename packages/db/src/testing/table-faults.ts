import { type CatalogueTable, tenantColumnOf } from './catalogue.ts';

const roles = /^parley_(app|system|identity|search|gate)$/;

/** Of what is of no tenant the app sees what this policy shows, which is tried in the matrix. */
const ofMembers: Record<string, string> = { users: 'users_members' };

/** What would let tenants into each other's rows of a table, in words; nothing when it is as it must be. */
export function tableFaults(table: CatalogueTable, tables: CatalogueTable[]): string[] {
  const faults: string[] = [];
  const must = (holds: boolean | undefined, fault: string) => holds || faults.push(fault);
  must(table.forced, 'row-level security is not forced');
  must(!roles.test(table.owner), `${table.owner} owns it, and could take its policies away`);
  must(
    table.policies.every((policy) => !policy.roles.includes('public')),
    'a policy is open to everybody',
  );
  const [own, ...more] = table.policies.filter((policy) => policy.roles.includes('parley_app'));
  const column = tenantColumnOf(table);
  if (!column) {
    must(
      own?.name === ofMembers[table.name] && more.length === 0,
      'the app has another policy than is meant',
    );
    return faults;
  }
  const bound = `(${column} = ( SELECT current_setting('app.tenant_id'::text, true) AS current_setting))`;
  must(own?.command === 'ALL' && more.length === 0, 'the app has not one policy for all commands');
  must(
    own?.using === bound && own.check === bound,
    'the policy is not bound to app.tenant_id in both clauses',
  );

  const { columns, indexes, foreignKeys } = table;
  const place = columns.findIndex(({ name }) => name === column);
  must(
    place === (columns[0]?.name === 'id' && column !== 'id' ? 1 : 0),
    'the tenant is neither first nor right after the id',
  );
  must(columns[place]?.required, 'the tenant may be missing');
  must(
    indexes.some(([first]) => first === column),
    'no index begins with the tenant',
  );
  for (const { columns: from, to, toColumns } of foreignKeys) {
    const target = tables.find(({ name }) => name === to);
    const targetColumn = target && tenantColumnOf(target);
    if (!targetColumn) continue;
    const within = from[0] === 'tenant_id' && toColumns[0] === targetColumn;
    must(within, `the reference to ${to} may leave the tenant`);
  }
  return faults;
}
