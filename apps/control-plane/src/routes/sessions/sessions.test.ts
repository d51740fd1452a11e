import { newId } from '@parley/contracts';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
let otherKey: string;
beforeAll(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
  otherKey = app.credentials.otherApiKey;
});
afterAll(() => app.close());

describe('POST /session', () => {
  it('opens the room, sends an agent and answers with the tenant’s own name of the room', async () => {
    const answer = await app.call('POST /session', { key, body: { room: 'front desk' } });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ session_id: expect.stringMatching(/^ses_/), room: 'front desk' });
    const livekitRoom = `${app.demo.tenantId}.front desk`;
    const { metadata, dispatches } = app.rooms.rooms.get(livekitRoom) ?? {};
    expect(JSON.parse(metadata ?? '')).toEqual({ session_id: answer.json.session_id, caller_seen: false });
    const sent = JSON.parse(dispatches?.[0]?.metadata ?? '');
    expect(sent).toEqual({
      session_id: answer.json.session_id,
      token: expect.any(String),
      channel: 'browser',
    });
    expect(decodeJwt(sent.token)).toMatchObject({
      aud: 'parley:worker',
      sid: answer.json.session_id,
      tid: app.demo.tenantId,
    });
  });

  it('takes agent and system prompt', async () => {
    const body = { room: 'prompted', agent_id: app.demo.agentId, system_prompt: 'Speak of the weather.' };
    const { json } = await app.call('POST /session', { key, body });
    const brief = await app.call(`GET /worker/sessions/${json.session_id}`, {
      key: await app.workerKey(json.session_id),
    });
    expect(brief.json.system_prompt).toBe('Speak of the weather.');
  });

  it('keeps two tenants’ rooms of one name apart, and one room to one session', async () => {
    const body = { room: 'lobby' };
    expect((await app.call('POST /session', { key, body })).status).toBe(201);
    expect((await app.call('POST /session', { key: otherKey, body })).status).toBe(201);
    expectProblem(await app.call('POST /session', { key, body }), 'ROOM_BUSY');
  });

  it('does not find another tenant’s agent', async () => {
    const body = { room: 'theirs', agent_id: app.demo.agentId };
    expectProblem(await app.call('POST /session', { key: otherKey, body }), 'NOT_FOUND');
  });

  it('is 503 while LiveKit is away, and the session has failed for it', async () => {
    app.rooms.down = true;
    const answer = await app.call('POST /session', { key, body: { room: 'nowhere' } });
    app.rooms.down = false;
    expectProblem(answer, 'LIVEKIT_UNAVAILABLE');
    const { json } = await app.call('GET /sessions?limit=1', { key });
    expect(json.sessions).toMatchObject([
      { room: 'nowhere', state: 'failed', end_reason: 'livekit_unavailable' },
    ]);
  });
});

describe('DELETE /session/{id}', () => {
  it('ends the session and removes the room, once and again', async () => {
    const { id, livekitRoom } = await app.openSession();
    for (const _ of ['once', 'again']) {
      const answer = await app.call(`DELETE /session/${id}`, { key });
      expect([answer.status, answer.json]).toEqual([200, { stopped: true }]);
    }
    expect(app.rooms.rooms.has(livekitRoom)).toBe(false);
    const { json } = await app.call(`GET /sessions/${id}`, { key });
    expect(json).toMatchObject({ state: 'ended', end_reason: 'stopped', ended_at: expect.any(String) });
  });

  it('does not mind a client that announces JSON and sends none', async () => {
    const { id } = await app.openSession();
    const headers = { 'content-type': 'application/json' };
    expect((await app.call(`DELETE /session/${id}`, { key, headers })).json).toEqual({ stopped: true });
  });

  it('is not for viewers', async () => {
    const { id } = await app.openSession();
    const answer = await app.call(`DELETE /session/${id}`, {
      key: await app.accessToken({ role: 'viewer' }),
    });
    expectProblem(answer, 'FORBIDDEN');
    expect((await app.call(`GET /sessions/${id}`, { key })).json.state).toBe('connecting');
  });
});

describe('GET /token', () => {
  it('opens the tenant’s own room for one identity', async () => {
    const { status, json } = await app.call('GET /token?room=lobby&identity=ann&name=Ann', { key });
    expect(status).toBe(200);
    expect(json).toEqual({ token: expect.any(String), url: 'ws://127.0.0.1:1' });
    expect(decodeJwt(json.token)).toMatchObject({
      sub: 'ann',
      name: 'Ann',
      video: { roomJoin: true, room: `${app.demo.tenantId}.lobby` },
    });
    const other = await app.call('GET /token?room=lobby&identity=ann', { key: otherKey });
    expect(decodeJwt(other.json.token).video).toMatchObject({ room: `${app.demo.otherTenantId}.lobby` });
  });
});

describe('GET /sessions', () => {
  it('lists a tenant’s own, newest first, page by page', async () => {
    const made = [await app.openSession(), await app.openSession(), await app.openSession()].map(
      ({ id }) => id,
    );
    const first = await app.call('GET /sessions?limit=2', { key });
    const second = await app.call(`GET /sessions?limit=1&cursor=${first.json.next_cursor}`, { key });
    const ids = [...first.json.sessions, ...second.json.sessions].map(({ session_id }) => session_id);
    expect(ids).toEqual(made.toReversed());
    const others = await app.call('GET /sessions?limit=100', { key: otherKey });
    expect(others.json.sessions.map(({ room }: { room: string }) => room)).toEqual(['lobby']);
    expect(others.json.next_cursor).toBeNull();
  });
});

it('GET /agents lists a tenant’s own', async () => {
  const { json } = await app.call('GET /agents', { key });
  expect(json.agents).toMatchObject([{ agent_id: app.demo.agentId, greeting: expect.any(String) }]);
  const others = await app.call('GET /agents', { key: otherKey });
  expect(others.text).not.toContain(app.demo.agentId);
});

describe('a session’s routes', () => {
  const routes = ['GET /sessions/ID', 'GET /transcripts/ID', 'DELETE /session/ID', 'GET /ws/transcript/ID'];

  it.each(routes)(
    '%s knows neither another tenant’s session, nor one that nobody has, nor a bad id',
    async (route) => {
      const { id } = await app.openSession();
      const at = (sessionId: string) => route.replace('ID', sessionId);
      expectProblem(await app.call(at(id), { key: otherKey }), 'NOT_FOUND');
      for (const unknown of [
        newId('session'),
        newId('tenant'),
        'nothing',
        '%00',
        '..%2f..%2fetc',
        'x'.repeat(290),
      ]) {
        expectProblem(await app.call(at(unknown), { key }), 'NOT_FOUND');
      }
      expect((await app.call(`GET /sessions/${id}`, { key })).json.state).toBe('connecting');
    },
  );

  it('GET /transcripts/{id} is empty before anything was said', async () => {
    const { id } = await app.openSession();
    expect((await app.call(`GET /transcripts/${id}`, { key })).json).toEqual({
      session_id: id,
      state: 'connecting',
      end_reason: null,
      segments: [],
      ticket: null,
    });
  });
});
