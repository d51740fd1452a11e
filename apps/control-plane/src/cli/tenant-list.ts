import { listTenants } from '@parley/core';
import type { Command } from './command.ts';

export const tenantList: Command = {
  usage: 'tenant list',
  summary: 'all tenants: id, status and name',
  run: async ({ ctx: { db }, answer }) => {
    const tenants = await listTenants({ db });
    const lines = tenants.map(({ tenant_id, status, name }) => `${tenant_id}  ${status.padEnd(9)}  ${name}`);
    answer(tenants, lines.length === 0 ? ['There are no tenants.'] : lines);
    return 0;
  },
};
