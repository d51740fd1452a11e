import type { ApiKey } from '@parley/contracts';
import { listApiKeys } from '@parley/core';
import type { Command } from './command.ts';

export const keysList: Command = {
  usage: 'keys list --tenant ID',
  summary: 'a tenant’s API keys with state, scopes and last use; never the keys themselves',
  options: { tenant: 'whose keys' },
  required: ['tenant'],
  run: async ({ tenantContext, answer }) => {
    const ctx = await tenantContext();
    const keys: ApiKey[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listApiKeys({ ctx, input: { cursor, limit: 200 } });
      keys.push(...page.keys);
      cursor = page.nextCursor;
    }
    answer(keys, keys.length === 0 ? ['There are no keys.'] : keys.map(lineOf));
    return 0;
  },
};

const lineOf = ({ key_id, status, kind, hint, name, last_used_at, expires_at, scopes }: ApiKey): string =>
  [
    `${key_id}  ${status.padEnd(7)}  ${kind} …${hint}  ${name}`,
    `last used ${last_used_at ?? 'never'}`,
    ...(expires_at ? [`expires ${expires_at}`] : []),
    ...(scopes.length > 0 ? [scopes.join(' ')] : []),
  ].join('; ');
