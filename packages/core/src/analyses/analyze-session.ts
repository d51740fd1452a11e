import type { Database } from '@parley/db';
import type { LanguageModel } from '../ports/language-model.ts';
import { ModelError } from '../ports/language-model.ts';
import { type Vault, VaultError } from '../secrets/vault.ts';
import type { AnalysisOutcome } from './analysis-outcome.ts';
import { analysisQuestion } from './analysis-question.ts';
import { askForAnalysis } from './ask-for-analysis.ts';
import { boundTurns } from './bound-turns.ts';
import type { ClaimedAnalysis } from './claim-analyses.ts';
import { type ReadCall, readCall } from './read-call.ts';

interface AnalyzeSession {
  db: Database;
  vault: Vault;
  model: LanguageModel;
  claimed: ClaimedAnalysis;
  /** Which model, where the session's agent names none. */
  usualModel: string;
  /** Tries after which it is given up. */
  mostAttempts: number;
  enabled: boolean;
  signal: AbortSignal;
}

/** One try to analyse a session: reads what was said, asks a model, and takes nothing that does not fit. */
export async function analyzeSession(options: AnalyzeSession): Promise<AnalysisOutcome> {
  const { db, vault, model, claimed, signal } = options;
  if (!options.enabled) return { state: 'skipped', reason: 'switched_off', usage: [] };
  // Only a process that died keeps no account of a try.
  if (claimed.attempt > options.mostAttempts) {
    const message = 'The server ended during each try. Ask again, and tell the operator if it happens again.';
    return { state: 'failed', reason: 'interrupted', message, again: null, usage: [] };
  }
  const call = await readCall(db, claimed, model.provider);
  const readSeq = Math.max(0, ...call.segments.map(({ seq }) => seq));
  if (!call.segments.some(({ speaker }) => speaker === 'caller')) {
    return { state: 'skipped', reason: 'no_conversation', readSeq, usage: [] };
  }
  const key = keyOf(call, vault);
  if (key === 'locked') {
    const message = 'The key of the language model can no longer be opened. Put it in again under Secrets.';
    return { state: 'failed', reason: 'key_refused', message, again: null, usage: [] };
  }
  if (key === undefined && !model.hasKey()) return { state: 'skipped', reason: 'no_provider', usage: [] };
  const turns = boundTurns(call.segments);
  const models = modelsFor(call, options.usualModel);
  const name = models[(claimed.attempt - 1) % models.length] ?? options.usualModel;
  const messages = analysisQuestion(turns, call.segments.length, call.facts);
  const asked = await askForAnalysis({ model, key: key?.value, name, messages, turns, signal });
  const { usage } = asked;
  if ('error' in asked) {
    const { error } = asked;
    if (signal.aborted) return { state: 'released', usage };
    if (error instanceof ModelError) return { ...failedBy(error, claimed.attempt < models.length), usage };
    throw error;
  }
  if ('issues' in asked.read) {
    const message = `What ${name} answered was refused twice. ${asked.read.issues.join('; ')}.`;
    return { state: 'failed', reason: 'answer_refused', message, again: { afterMs: 0 }, usage };
  }
  const read = { turnsRead: turns.length, turnsTotal: call.segments.length, readSeq };
  return { state: 'done', analysis: asked.read.analysis, model: name, ...read, usage };
}

/** `another`: there is a model that was not asked yet. */
function failedBy({ kind, message, retryAfterMs = 0 }: ModelError, another: boolean) {
  const state = 'failed' as const;
  if (kind === 'key_refused') return { state, reason: 'key_refused' as const, message, again: null };
  if (kind === 'refused') {
    const again = another ? { afterMs: 0 } : null;
    return { state, reason: 'provider_refused' as const, message, again };
  }
  return { state, reason: 'provider_unavailable' as const, message, again: { afterMs: retryAfterMs } };
}

function keyOf({ secret }: ReadCall, vault: Vault): { value: string } | 'locked' | undefined {
  if (!secret) return undefined;
  try {
    return { value: vault.open(secret, { tenantId: secret.tenantId, id: secret.id }) };
  } catch (error) {
    if (error instanceof VaultError) return 'locked';
    throw error;
  }
}

/** The agent's own model first, and with each further try the next of its fall-backs. */
const modelsFor = ({ models: { llm } }: ReadCall, usual: string): string[] =>
  llm ? [llm, ...llm.fallbacks].map(({ model = usual }) => model) : [usual];
