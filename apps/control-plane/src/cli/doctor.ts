import { countEmbedded, listTenantIds, resealSecrets } from '@parley/core';
import { type Database, hasVectors } from '@parley/db';
import { embeddingSettings, noVectors } from '../embeddings/provide-embeddings.ts';
import { createVault } from '../secrets/create-vault.ts';
import type { Command } from './command.ts';
import type { OperatorConfig } from './operator-config.ts';

/** What an operator can look at without a running server. Exit code 1 when something needs attention. */
export const doctor: Command = {
  usage: 'doctor',
  summary: 'look at the database and the sealed secrets, and say what needs attention',
  run: async ({ database, config, answer }) => {
    await database.ping();
    const tenants = (await listTenantIds({ db: database.db })).length;
    const { resealed, unreadable } = await resealSecrets({ db: database.db, vault: createVault(config) });
    const knowledge = await describeEmbeddings(database.db, config);
    const secrets = { resealed_secrets: resealed, unreadable_secrets: unreadable };
    answer({ database: database.kind, tenants, knowledge: knowledge.fields, ...secrets }, [
      `ok    database: ${database.kind}, up to date, row-level security holds`,
      `ok    tenants: ${tenants}`,
      knowledge.line,
      ...(unreadable.length === 0 ? [`ok    secrets: all can be opened (${resealed} sealed anew)`] : []),
      ...unreadable.map(
        (id) => `WRONG secret ${id}: no key of PARLEY_MASTER_KEYS opens it; set it anew, or rotate it`,
      ),
    ]);
    return unreadable.length === 0 ? 0 : 1;
  },
};

async function describeEmbeddings(db: Database, config: OperatorConfig) {
  const model = embeddingSettings(config)?.model;
  const vectors = await hasVectors(db);
  if (model === undefined)
    return {
      fields: { model: null, vectors },
      line: 'ok    knowledge: searched by words (PARLEY_EMBEDDINGS_URL is not set)',
    };
  if (!vectors) return { fields: { model, vectors }, line: `look  knowledge: ${noVectors}` };
  const { passages, embedded } = await countEmbedded({ db, model });
  return {
    fields: { model, vectors, passages, embedded },
    line: `ok    knowledge: ${embedded} of ${passages} passages embedded by ${model}`,
  };
}
