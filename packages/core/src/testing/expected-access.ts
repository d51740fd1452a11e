import type { Verb } from './access-checks.ts';
import { everybody } from './try-verb.ts';

type Outcome = 'refused' | 'unknown' | 'let in';

/** What the verbs of a folder are about, in the words of the scopes. */
const resources: Record<string, string> = {
  agents: 'agents',
  analyses: 'sessions',
  'api-keys': 'keys',
  calls: 'calls',
  carriers: 'numbers',
  consents: 'dialing',
  'dial-policy': 'dialing',
  dialing: 'calls',
  'do-not-call': 'dialing',
  campaigns: 'calls',
  transfers: 'calls',
  numbers: 'numbers',
  trunks: 'numbers',
  audit: 'audit',
  invitations: 'members',
  knowledge: 'knowledge',
  members: 'members',
  recordings: 'recordings',
  secrets: 'secrets',
  sessions: 'sessions',
  tenants: 'tenant',
  tickets: 'tickets',
  webhooks: 'webhooks',
};
const reading = /^(get|list|find|search|export|compare|check|count|preview|read|ackedSeq)/;

/** Where the name does not say it. */
const scopesByName: Record<string, string> = {
  activateAgent: 'agents:publish',
  addDoNotCall: 'calls:write',
  deactivateAgent: 'agents:publish',
  publishAgent: 'agents:publish',
  purchaseNumber: 'numbers:buy',
  releaseNumber: 'numbers:buy',
  removeCarrierTrunk: 'numbers:buy',
  setUpCarrierTrunk: 'numbers:buy',
  rollBackAgent: 'agents:publish',
  requireRoomAccess: 'sessions:write',
  revokeConsent: 'calls:write',
  setTenantStatus: 'tenant:own',
};
const forWorkers = [
  'ackedSeqOf',
  'addDoNotCall',
  'announceRecording',
  'checkDestination',
  'answerTransfer',
  'beginTransfer',
  'createTicket',
  'findSession',
  'findTransfer',
  'getSessionBrief',
  'getSessionInTenant',
  'getTranscript',
  'listSessionEvents',
  'recordWorkerEvents',
  'storeRecording',
  'transitionSession',
];
const forPages = ['createSession', 'requireRoomAccess'];

/** Who are to be let in by a verb, by its place and its name: the rest is refused before anything else happens. */
export function expectedAccess({ file, name }: Pick<Verb, 'file' | 'name'>): Record<string, Outcome> {
  const folder = file.split('/')[0] ?? '';
  const refused = Object.fromEntries(Object.keys(everybody).map((who) => [who, 'refused' as const]));
  const ownWorker = { 'the session’s worker': 'let in', 'another session’s worker': 'unknown' } as const;
  if (folder === 'auth') return { ...refused, 'a person': 'let in' };
  if (name === 'openSecrets') return { ...refused, ...ownWorker };
  const scope = scopesByName[name] ?? `${resources[folder]}:${reading.test(name) ? 'read' : 'write'}`;
  return {
    ...refused,
    'a person': 'let in',
    [scope]: 'let in',
    ...(forWorkers.includes(name) ? ownWorker : {}),
    ...(forPages.includes(name) ? { 'a publishable key': 'let in' as const } : {}),
    // In the tenant of its session; a session has no knowledge of its own.
    ...(name === 'searchKnowledge'
      ? { 'the session’s worker': 'let in' as const, 'another session’s worker': 'let in' as const }
      : {}),
  };
}
