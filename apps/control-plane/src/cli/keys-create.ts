import { keyScopes } from '@parley/contracts';
import { createApiKey } from '@parley/core';
import { type Command, UsageError } from './command.ts';

export const keysCreate: Command = {
  usage: 'keys create --tenant ID --name NAME --scopes SCOPE,… [--expires MOMENT]',
  summary: 'make a secret API key; prints it this once',
  options: {
    tenant: 'whose key',
    name: 'what to call it',
    scopes: `what it may do, or all: ${keyScopes.join(', ')}`,
    expires: 'when it ends, like 2030-01-31T12:00:00Z; without it: never',
  },
  required: ['tenant', 'name', 'scopes'],
  run: async ({ tenantContext, options: { name = '', scopes = '', expires }, answer }) => {
    const body = { kind: 'secret' as const, name, scopes: scopesIn(scopes), expires_at: expires };
    const created = await createApiKey({ ctx: await tenantContext(), input: body });
    answer(created, [`Key ${created.key_id} is made. This is the only time that it is shown:`, created.key]);
    return 0;
  },
};

function scopesIn(list: string): (typeof keyScopes)[number][] {
  if (list === 'all') return [...keyScopes];
  const words = list.split(/[\s,]+/).filter((word) => word !== '');
  return words.map((word) => {
    const scope = keyScopes.find((known) => known === word);
    if (!scope) throw new UsageError(`${word} is no scope of a key.`);
    return scope;
  });
}
