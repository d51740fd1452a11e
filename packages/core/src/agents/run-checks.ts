import type { AgentCheck, AgentChecks, AgentConfig, AgentId } from '@parley/contracts';
import { knowledgeDocuments, knowledgeItems, type TenantTx, tenantSecrets } from '@parley/db';
import type { ProviderAccess, VoiceProvider } from '../ports/provider-access.ts';
import { type Vault, VaultError } from '../secrets/vault.ts';
import { checkKeyOfStage, type KeyState, type KeyStates } from './check-key-of-stage.ts';
import { checkNumber, type RoutedNumber, readNumbers } from './check-number.ts';
import { checkVoice } from './check-voice.ts';

/** What checks go by, read in one transaction. */
export interface CheckedState {
  config: AgentConfig;
  publishedVersion: number | null;
  hasKnowledge: boolean;
  numbers: RoutedNumber[];
  secrets: (typeof tenantSecrets.$inferSelect)[];
}

export async function readCheckedState(
  tx: TenantTx,
  agentId: AgentId,
  { config, publishedVersion }: Pick<CheckedState, 'config' | 'publishedVersion'>,
): Promise<CheckedState> {
  const items = await tx.select({ id: knowledgeItems.id }).from(knowledgeItems).limit(1);
  const documents = await tx.select({ id: knowledgeDocuments.id }).from(knowledgeDocuments).limit(1);
  const hasKnowledge = items.length + documents.length > 0;
  const numbers = await readNumbers(tx, agentId);
  const secrets = await tx.select().from(tenantSecrets);
  return { config, publishedVersion, hasKnowledge, numbers, secrets };
}

/** Asks the providers, so it is not for transactions. */
export async function runChecks(
  { config, publishedVersion, hasKnowledge, numbers, secrets }: CheckedState,
  { vault, providers }: { vault: Vault; providers: ProviderAccess },
): Promise<AgentChecks> {
  const opened = new Map(secrets.map((row) => [row.provider as string, open(vault, row)]));
  const keyOf = (provider: VoiceProvider) => opened.get(provider) ?? undefined;
  const stateOf = async (provider: VoiceProvider): Promise<KeyState> => {
    if (opened.get(provider) === null) return 'locked';
    if (keyOf(provider) === undefined && !providers.hasKey(provider)) return 'none';
    return providers.checkKey(provider, keyOf(provider));
  };
  const [openai, cartesia] = await Promise.all([stateOf('openai'), stateOf('cartesia')]);
  const keys: KeyStates = { openai, cartesia };
  const { models } = config;
  const checks = [
    checkPublished(publishedVersion),
    ...(['stt', 'llm', 'tts'] as const).map((stage) => checkKeyOfStage(models, stage, keys)),
    await checkVoice({ models, providers, keyOf, keys }),
    checkKnowledge(hasKnowledge, config),
    checkNumber(numbers),
  ];
  return { ready: checks.every(({ result }) => result !== 'failed'), checks };
}

/** Null when it cannot be opened. */
function open(vault: Vault, row: CheckedState['secrets'][number]): string | null {
  try {
    return vault.open(row, { tenantId: row.tenantId, id: row.id });
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

const checkPublished = (version: number | null): AgentCheck =>
  version === null
    ? { check: 'published', result: 'failed', message: 'Nothing is published. Publish the draft.' }
    : { check: 'published', result: 'ok', message: `Version ${version} is published.` };

function checkKnowledge(hasKnowledge: boolean, { tools }: AgentConfig): AgentCheck {
  const check = 'knowledge';
  if (hasKnowledge) return { check, result: 'ok', message: 'There is knowledge to answer from.' };
  if (!tools.includes('lookup_knowledge')) {
    return { check, result: 'ok', message: 'There is no knowledge, and the agent does not look any up.' };
  }
  const message = 'There is no knowledge. Add some, or take "lookup_knowledge" out of the tools.';
  return { check, result: 'failed', message };
}
