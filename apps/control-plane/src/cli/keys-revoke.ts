import { apiKeyIdSchema } from '@parley/contracts';
import { revokeApiKey } from '@parley/core';
import { type Command, UsageError } from './command.ts';

export const keysRevoke: Command = {
  usage: 'keys revoke KEY_ID --tenant ID',
  summary: 'refuse a key from now on',
  options: { tenant: 'whose key' },
  words: 1,
  required: ['tenant'],
  run: async ({ words, tenantContext, answer }) => {
    const ctx = await tenantContext();
    const [word] = words;
    const keyId = apiKeyIdSchema.safeParse(word).data;
    if (!keyId)
      throw new UsageError(`${word ?? 'Nothing'} is no key’s id: it begins with key_, see keys list.`);
    await revokeApiKey({ ctx, keyId });
    answer({ key_id: keyId, status: 'revoked' }, [`Key ${keyId} is revoked.`]);
    return 0;
  },
};
