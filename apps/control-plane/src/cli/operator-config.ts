import { type ConfigOf, defineConfig } from '@parley/config';
import { configDefinition } from '../config.ts';

const {
  secret,
  dataDir,
  databaseUrl,
  databaseOwnerUrl,
  masterKeys,
  embeddingsUrl,
  embeddingsKey,
  embeddingsModel,
  embeddingsMinSimilarity,
  logLevel,
  publicUrl,
  host,
  port,
} = configDefinition;

/** What an operator's command needs of the control plane's settings. */
export const operatorConfigDefinition = defineConfig({
  secret,
  dataDir,
  databaseUrl,
  databaseOwnerUrl,
  masterKeys,
  embeddingsUrl,
  embeddingsKey,
  embeddingsModel,
  embeddingsMinSimilarity,
  logLevel,
  publicUrl,
  host,
  port,
});
export type OperatorConfig = ConfigOf<typeof operatorConfigDefinition>;
