import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionId } from '@parley/contracts';
import { deleteExpiredRecordings, type RecordingStore } from '@parley/core';
import { addAgent } from '@parley/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemContext } from '../../../jobs/supervisor-context.ts';
import { createDirectoryStore } from '../../../recordings/directory-store.ts';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const directory = mkdtempSync(join(tmpdir(), 'parley-recordings-'));
const failing = { put: false, remove: false };
const kept = createDirectoryStore(directory);
const noSpace = () => Promise.reject(new Error('ENOSPC'));
const store: RecordingStore = {
  ...kept,
  put: (...args) => (failing.put ? noSpace() : kept.put(...args)),
  remove: (key) => (failing.remove ? noSpace() : kept.remove(key)),
};
let app: TestApp;
let key: string;
let agentId: string;
beforeAll(async () => {
  app = await startTestApp({ recordings: store });
  key = app.credentials.apiKey;
  const { tenantId } = app.demo;
  const system = systemContext({ ...app, db: app.database.db }, tenantId);
  agentId = await addAgent({ tenantId, system } as Parameters<typeof addAgent>[0], {
    recording: { mode: 'ask', keep_days: 7 },
  });
});
afterAll(async () => {
  await app?.close();
  rmSync(directory, { recursive: true });
});

const audio = `OggS${'the whole call. '.repeat(500)}`;
const at = '2026-11-30T12:00:00.000Z';
const agreed = {
  consent: 'agreed',
  evidence: {
    rules: [{ of: 'agent', region: null, needs: 'ask', source: 'The agent is set to it.' }],
    said: { text: 'May I record this call?', language: 'en', at },
    answer: { text: 'Yes.', at },
  },
  started_at: at,
  length_ms: 1_234,
  bytes: audio.length,
  sha256: createHash('sha256').update(audio).digest('hex'),
};
let rooms = 0;
async function openSession(agent = agentId): Promise<SessionId> {
  const body = { room: `recorded-${++rooms}`, agent_id: agent };
  return (await app.call('POST /session', { key, body })).json.session_id;
}
const announce = async (id: SessionId, body: object = agreed) =>
  app.call(`POST /worker/sessions/${id}/recording`, { key: await app.workerKey(id), body });
const bring = async (id: SessionId, body: string = audio) =>
  app.call(`PUT /worker/sessions/${id}/recording/content`, {
    key: await app.workerKey(id),
    body,
    headers: { 'content-type': 'audio/ogg' },
  });
const files = () =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
async function recorded(): Promise<SessionId> {
  const id = await openSession();
  expect((await announce(id)).status).toBe(200);
  expect((await bring(id)).status).toBe(200);
  return id;
}
const audited = async (action: string) => {
  const { json } = await app.call('GET /api/v1/audit?limit=200', { key: await app.accessToken() });
  return json.entries.filter((entry: { action: string }) => entry.action === action);
};

test('what was agreed to is stored whole, named by the session, and had whole or in part', async () => {
  const id = await openSession();
  expect(await announce(id)).toMatchObject({ status: 200, json: { state: 'expected' } });
  expect(files()).toEqual([]);
  expectProblem(await app.call(`GET /api/v1/sessions/${id}/recording`, { key }), 'NOT_FOUND');
  expect(await bring(id)).toMatchObject({ status: 200, json: { state: 'stored' } });
  expect((await bring(id)).json.state).toBe('stored');
  const [file] = files();
  expect(statSync(join(file?.parentPath ?? '', file?.name ?? '')).mode & 0o777).toBe(0o600);

  const { json } = await app.call(`GET /api/v1/sessions/${id}`, { key });
  const { recording_id, stored_at, expires_at, ...named } = json.recording;
  expect(named).toEqual({ state: 'stored', content_type: 'audio/ogg', ...agreed });
  expect(new Date(expires_at).getTime() - new Date(stored_at).getTime()).toBeLessThanOrEqual(7 * 86_400_000);

  const whole = await app.call(`GET /api/v1/sessions/${id}/recording`, { key });
  expect([whole.status, whole.contentType, whole.text]).toEqual([200, 'audio/ogg', audio]);
  const part = await app.call(`GET /api/v1/sessions/${id}/recording`, {
    key,
    headers: { range: 'bytes=4-18' },
  });
  expect([part.status, part.text]).toEqual([206, 'the whole call.']);
  expect(part.headers).toMatchObject({
    'content-range': `bytes 4-18/${audio.length}`,
    'content-length': '15',
    'accept-ranges': 'bytes',
  });
  const beyond = { key, headers: { range: 'bytes=999999-' } };
  expectProblem(await app.call(`GET /api/v1/sessions/${id}/recording`, beyond), 'RANGE_NOT_SATISFIABLE');
  expect((await audited('recording.export')).map(({ after }: { after: object }) => after)).toEqual([
    { session_id: id, bytes: '4-18' },
    { session_id: id },
  ]);
  // Without the caller's words, for the log outlives the recording.
  expect(JSON.stringify(await audited('recording.create'))).not.toContain('May I record');
  expect((await audited('recording.create'))[0].target_id).toBe(recording_id);
});

test('less consent than the strictest rule wants is refused, and so is what no agent records', async () => {
  const id = await openSession();
  const told = { ...agreed, consent: 'announced' };
  const { said, rules } = agreed.evidence;
  for (const wrong of [
    told,
    { ...agreed, consent: 'not_required' },
    { ...agreed, evidence: { said, rules, answer: null } },
    { ...agreed, sha256: 'none' },
  ])
    expectProblem(await announce(id, wrong), 'VALIDATION_FAILED');
  expectProblem(await bring(id), 'NOT_FOUND');
  expectProblem(await announce((await app.openSession()).id), 'CONFLICT');
  expect((await app.call(`GET /api/v1/sessions/${id}`, { key })).json.recording).toBeNull();
});

test('of what is not what was announced, and of what cannot be stored, nothing is kept; it may be sent again', async () => {
  const id = await openSession();
  await announce(id);
  const before = files().length;
  expectProblem(await bring(id, audio.slice(1)), 'RECORDING_MISMATCH');
  expectProblem(await bring(id, `${audio}more`), 'RECORDING_MISMATCH');
  expectProblem(await bring(id, audio.replace('OggS', 'OggT')), 'RECORDING_MISMATCH');
  failing.put = true;
  expectProblem(await bring(id), 'STORAGE_UNAVAILABLE');
  failing.put = false;
  expect(files()).toHaveLength(before);
  expect((await bring(id)).status).toBe(200);
  expectProblem(await announce(id, { ...agreed, sha256: 'a'.repeat(64) }), 'CONFLICT');
  const as = { key: await app.workerKey(id), body: '{}', headers: { 'content-type': 'application/json' } };
  expectProblem(await app.call(`PUT /worker/sessions/${id}/recording/content`, as), 'UNSUPPORTED_MEDIA_TYPE');
});

test('is another tenant’s to nobody; viewers do not hear it, editors do, admins delete it', async () => {
  const id = await recorded();
  const route = `/api/v1/sessions/${id}/recording`;
  const other = await app.accessToken({ tid: app.demo.otherTenantId });
  for (const method of ['GET', 'DELETE'])
    expectProblem(await app.call(`${method} ${route}`, { key: other }), 'NOT_FOUND');
  const as = async (role: 'viewer' | 'editor' | 'admin') => ({ key: await app.accessToken({ role }) });
  expectProblem(await app.call(`GET ${route}`, await as('viewer')), 'FORBIDDEN');
  expect((await app.call(`GET ${route}`, await as('editor'))).status).toBe(200);
  expectProblem(await app.call(`DELETE ${route}`, await as('editor')), 'FORBIDDEN');
  const before = files().length;
  const [name] = files().filter(({ name }) => !name.endsWith('.part'));
  const of = (await app.call(`GET /api/v1/sessions/${id}`, { key })).json.recording.recording_id;
  // As a server leaves it that is killed while it takes one.
  writeFileSync(join(name?.parentPath ?? '', `${of}.ogg.1.part`), 'half of it');
  failing.remove = true;
  expectProblem(await app.call(`DELETE ${route}`, await as('admin')), 'STORAGE_UNAVAILABLE');
  failing.remove = false;
  expect((await app.call(`GET ${route}`, await as('admin'))).status).toBe(200);
  expect((await app.call(`DELETE ${route}`, await as('admin'))).status).toBe(204);
  expect(files()).toHaveLength(before - 1);
  expectProblem(await app.call(`GET ${route}`, await as('admin')), 'NOT_FOUND');
  expect(await audited('recording.delete')).toHaveLength(1);
});

test('is deleted when its days are over, and not before; what fails is tried again', async () => {
  const id = await recorded();
  const failed: unknown[] = [];
  const after = (days: number) =>
    deleteExpiredRecordings({
      db: app.database.db,
      auditKey: app.auditKey,
      store,
      now: new Date(Date.now() + days * 86_400_000),
      onFailed: (error) => failed.push(error),
    });
  const { json } = await app.call(`GET /api/v1/sessions/${id}`, { key });
  expect(await after(6.9)).toBe(0);
  failing.remove = true;
  expect(await after(7.1)).toBe(0);
  failing.remove = false;
  expect(failed.length).toBeGreaterThan(0);
  expect(await after(7.1)).toBe(failed.length);
  expect(files()).toEqual([]);
  const deleted = (await audited('recording.delete')).find(
    ({ target_id }: { target_id: string }) => target_id === json.recording.recording_id,
  );
  expect(deleted.actor).toEqual({ type: 'system' });
});
