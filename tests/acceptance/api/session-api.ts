import { sessionIdSchema } from '@parley/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../../harness/call-api.ts';
import { livekitAdmin, livekitRoom } from '../../harness/livekit-admin.ts';
import { newRoom, postSession } from '../../harness/post-session.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { watchSession } from '../../harness/watch-session.ts';

export const sessionApiSuite = (shared: () => Stack) =>
  describe('the session API', () => {
    let stack: Stack;
    let url: string;
    let key: string;
    let otherKey: string;

    beforeAll(async () => {
      stack = shared();
      url = stack.url;
      key = stack.demo.api_key;
      otherKey = stack.demo.other_api_key;
    });

    const watch = (sessionId: string, after?: number) =>
      watchSession({ wsUrl: stack.wsUrl, sessionId, key, after });

    test('GET /health is exactly {"status":"ok"}', async () => {
      const answer = await callApi(url, '/health');
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual({ status: 'ok' });
    });

    test('POST /session is 201 with the id and the tenant’s own room name; DELETE is idempotent', async () => {
      const room = newRoom();
      const created = await callApi(url, '/session', { method: 'POST', key, body: { room } });
      expect(created.status).toBe(201);
      expect(created.json).toEqual({ session_id: expect.any(String), room });
      const sessionId = sessionIdSchema.parse(created.json.session_id);

      for (const _ of ['first', 'again']) {
        const stopped = await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key });
        expect([stopped.status, stopped.json]).toEqual([200, { stopped: true }]);
      }
      const transcript = await callApi(url, `/transcripts/${sessionId}`, { key });
      expect(transcript.status).toBe(200);
      expect(transcript.json).toEqual({
        session_id: sessionId,
        state: 'ended',
        end_reason: 'stopped',
        segments: [],
        ticket: null,
      });
    });

    test('POST /session takes the agent and a system prompt of its own', async () => {
      const body = { agent_id: stack.demo.agent_id, system_prompt: 'Speak of the weather only.' };
      const { sessionId } = await postSession(url, key, body);
      const { json } = await callApi(url, `/sessions/${sessionId}`, { key });
      expect(json.agent_id).toBe(body.agent_id);
      await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key });
    });

    test('a room that is in a session is busy until it has ended', async () => {
      const { sessionId, room } = await postSession(url, key);
      const second = await callApi(url, '/session', { method: 'POST', key, body: { room } });
      expect([second.status, second.json.code]).toEqual([409, 'ROOM_BUSY']);
      await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key });
      const third = await postSession(url, key, { room });
      expect(third.sessionId).not.toBe(sessionId);
      await callApi(url, `/session/${third.sessionId}`, { method: 'DELETE', key });
    });

    test('two tenants’ lobby are two rooms, and each sees only its own session', async () => {
      const ours = await postSession(url, key, { room: 'lobby' });
      const theirs = await postSession(url, otherKey, { room: 'lobby' });
      const names = await livekitAdmin(stack.livekit).roomNames();
      const lobbies = names.filter((name) => name.endsWith('.lobby'));
      expect(lobbies).toHaveLength(2);
      expect(lobbies).toContain(livekitRoom(stack.demo.tenant_id, 'lobby'));

      const idsOf = async (tenantKey: string) => {
        const { json } = await callApi(url, '/sessions?limit=100', { key: tenantKey });
        return json.sessions.map((session: { session_id: string }) => session.session_id);
      };
      expect(await idsOf(key)).toContain(ours.sessionId);
      expect(await idsOf(key)).not.toContain(theirs.sessionId);
      expect(await idsOf(otherKey)).toContain(theirs.sessionId);
      expect(await idsOf(otherKey)).not.toContain(ours.sessionId);
      await callApi(url, `/session/${ours.sessionId}`, { method: 'DELETE', key });
      await callApi(url, `/session/${theirs.sessionId}`, { method: 'DELETE', key: otherKey });
    });

    test('GET /sessions lists the newest first, page by page, each once', async () => {
      const made: string[] = [];
      for (const _ of [1, 2, 3]) {
        const { sessionId } = await postSession(url, key);
        await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key });
        made.unshift(sessionId);
      }
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const { json } = await callApi(url, `/sessions?limit=2${query}`, { key });
        expect(json.sessions.length).toBeLessThanOrEqual(2);
        seen.push(...json.sessions.map((session: { session_id: string }) => session.session_id));
        cursor = json.next_cursor;
      } while (cursor);
      expect(seen.slice(0, 3)).toEqual(made);
      expect(new Set(seen).size).toBe(seen.length);
    });

    test('the demo user logs in, and the access token opens what the key opens', async () => {
      const { email, password, tenant_id } = stack.demo;
      const login = await callApi(url, '/login', { method: 'POST', body: { email, password } });
      expect(login.status).toBe(200);
      expect(login.json).toMatchObject({ token_type: 'Bearer', tenant_id });
      const sessions = await callApi(url, '/sessions', { key: login.json.access_token });
      expect(sessions.status).toBe(200);

      const wrong = await callApi(url, '/login', {
        method: 'POST',
        body: { email, password: `${password}x` },
      });
      expect([wrong.status, wrong.json.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    });

    test('viewers are told of the end, the socket closes with 1000, and a late viewer gets the same', async () => {
      const { sessionId } = await postSession(url, key);
      const live = await watch(sessionId);
      await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key });
      expect(await live.closed).toBe(1000);
      expect(live.of('session_state').at(-1)).toMatchObject({ state: 'ended', reason: 'stopped' });

      const late = await watch(sessionId);
      expect(await late.closed).toBe(1000);
      const durable = live.messages.filter((message) => message.type !== 'transcript' || message.final);
      expect(late.messages).toEqual(durable);
      expect(late.messages.map((message) => message.seq)).toEqual(
        [...new Set(late.messages.map((message) => message.seq))].toSorted((a, b) => a - b),
      );
    });
  });
