import { newId, type SessionId, type TenantId, type WorkerEvent } from '@parley/contracts';
import { type Mail, recordWorkerEvents } from '@parley/core';
import { type Api, type IdsByPrefix, idsIn } from './api-routes.ts';
import { type Canaries, createCanaries } from './canary.ts';
import { plantCanaries } from './plant-canaries.ts';
import type { TestApp } from './start-test-app.ts';

/** A tenant that holds a canary wherever it may write one. */
export interface CanarySide {
  tenantId: TenantId;
  /** Its owner's. */
  key: string;
  canaries: Canaries;
  ids: IdsByPrefix;
  sessionId: SessionId;
  /** Canary → what took it. */
  taken: Map<string, string>;
  refused: string[];
}

interface Fill {
  app: TestApp;
  api: Api;
  tenantId: TenantId;
  hooks: string;
  /** What has been mailed so far. */
  mails: Mail[];
}

export async function fillWithCanaries({ app, api, tenantId, hooks, mails }: Fill): Promise<CanarySide> {
  const key = await app.accessToken({ tid: tenantId, role: 'owner' });
  const canaries = createCanaries();
  const agents = await app.call('GET /agents', { key });
  const me = await app.call('GET /api/v1/auth/me', { key });
  const ids = idsIn(agents.text + me.text);
  // For every event, before anything happens.
  await app.call('POST /api/v1/webhook-endpoints', { key, body: { url: hooks } });
  const { taken, refused } = await plantCanaries({ api, call: app.call, key, canaries, ids, hooks });
  const side = { tenantId, key, canaries, ids, taken, refused };
  await addMember(app, side, mails);
  const sessionId = [...(ids.get('ses') ?? [])].at(-1) as SessionId;
  await talk(app, side, sessionId);
  return { ...side, sessionId };
}

type Side = Omit<CanarySide, 'sessionId'>;

/** Somebody who was invited comes, with a name. */
async function addMember(app: TestApp, { key, canaries, taken, ids }: Side, mails: Mail[]): Promise<void> {
  const email = `${canaries.make()}@example.test`;
  await app.call('POST /api/v1/invitations', { key, body: { email, role: 'viewer' } });
  await app.afterwards.settled();
  const token = /#token=(inv_[\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1];
  const name = canaries.make();
  const body = { token, password: `${newId('user')} is long`, name };
  const accepted = await app.call('POST /api/v1/invitations/accept', { body });
  if (accepted.status !== 200) throw new Error(`nobody joined: ${accepted.text}`);
  const members = await app.call('GET /api/v1/members', { key });
  for (const id of idsIn(members.text).get('usr') ?? []) ids.get('usr')?.add(id);
  for (const canary of canaries.in(email + name)) taken.set(canary, 'a member');
}

/** A call in which both say something, a tool is used and a ticket is written. */
async function talk(app: TestApp, side: Side, sessionId: SessionId): Promise<void> {
  const { tenantId, key, canaries, taken, ids } = side;
  const actor = { type: 'worker', tenantId, sessionId } as const;
  // As of its beginning: no agent has come, so it has failed since, and long after that takes no more of what was said.
  const { json: session } = await app.call(`GET /api/v1/sessions/${sessionId}`, { key });
  const now = new Date(session.created_at);
  const ctx = { db: app.database.db, actor, now: () => now, auditKey: app.auditKey };
  const said = (speaker: 'caller' | 'agent'): WorkerEvent => ({
    type: 'transcript',
    speaker,
    text: `${canaries.make()} ${canaries.make()}`,
    final: true,
    segment_id: newId('user'),
    interrupted: false,
    started_at: now.toISOString(),
    ended_at: now.toISOString(),
  });
  const events = [said('caller'), said('agent'), said('caller')];
  const numbered = events.map((event, index) => ({ seq: index + 1, at: now.toISOString(), event }));
  const { stored } = await recordWorkerEvents({ ctx, input: { sessionId, jobId: 'job', events: numbered } });
  if (stored.length < events.length) throw new Error('not all that was said is on record');
  const ticket = {
    name: canaries.make(),
    phone: '+14155550143',
    property: canaries.make(),
    reason: canaries.make(),
  };
  const written = await app.call(`POST /worker/sessions/${sessionId}/tickets`, {
    key: await app.workerKey(sessionId, { tid: tenantId }),
    body: ticket,
  });
  if (written.status >= 300) throw new Error(`no ticket was written: ${written.text}`);
  for (const [prefix, found] of idsIn(written.text)) for (const id of found) ids.get(prefix)?.add(id);
  for (const canary of canaries.in(JSON.stringify([events, ticket]))) taken.set(canary, 'a call');
}
