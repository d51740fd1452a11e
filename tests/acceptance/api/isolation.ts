import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../../harness/call-api.ts';
import { expectProblem } from '../../harness/expect-problem.ts';
import { listRoutes } from '../../harness/list-routes.ts';
import { livekitAdmin, livekitRoom } from '../../harness/livekit-admin.ts';
import { openSocket } from '../../harness/open-socket.ts';
import { postSession } from '../../harness/post-session.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { workerToken } from '../../harness/worker-token.ts';

export const isolationSuite = (shared: () => Stack) =>
  describe('isolation of tenants', () => {
    let stack: Stack;
    let url: string;
    let sessionId: string;
    let theirSessionId: string;
    let tokens: { ours: string; theirs: string };

    beforeAll(async () => {
      stack = shared();
      const { demo } = stack;
      url = stack.url;
      const ours = await postSession(url, demo.api_key, { room: 'lobby' });
      const theirs = await postSession(url, demo.other_api_key, { room: 'lobby' });
      theirSessionId = theirs.sessionId;
      sessionId = ours.sessionId;
      tokens = {
        ours: await workerToken(stack.livekit, livekitRoom(demo.tenant_id, 'lobby')),
        theirs: await workerToken(stack.livekit, await otherLobby()),
      };
    });

    afterAll(async () => {
      const { api_key, other_api_key } = stack.demo;
      await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key: api_key });
      await callApi(url, `/session/${theirSessionId}`, { method: 'DELETE', key: other_api_key });
    });

    async function otherLobby(): Promise<string> {
      const names = await livekitAdmin(stack.livekit).roomNames();
      const own = livekitRoom(stack.demo.tenant_id, 'lobby');
      const other = names.find((name) => name.endsWith('.lobby') && name !== own);
      if (!other) throw new Error(`the other tenant has no lobby among ${names}`);
      return other;
    }

    test('on every route with an id, another tenant’s is as unknown as one that nobody has', async () => {
      const routes = (await listRoutes(url)).filter(
        // Those of /api/v1 are walked one by one, each with ids of its own kind, beside the routes; so are Twilio's,
        // which know nobody without a signature.
        ({ path }) => path.includes('{') && !/^\/(worker|api|twilio)\//.test(path),
      );
      expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^DELETE \/session\/\{/),
          expect.stringMatching(/^GET \/transcripts\/\{/),
        ]),
      );
      for (const { method, path } of routes) {
        const at = path.replaceAll(/\{[^}]+\}/g, sessionId);
        const answer = await callApi(url, at, { method, key: stack.demo.other_api_key });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expectProblem(answer, 'NOT_FOUND');
      }
      const { json } = await callApi(url, `/sessions/${sessionId}`, { key: stack.demo.api_key });
      expect(['created', 'connecting']).toContain(json.state);
    });

    test('another tenant’s agent cannot be used', async () => {
      const { other_api_key, agent_id } = stack.demo;
      const body = { room: 'theirs', agent_id };
      expectProblem(
        await callApi(url, '/session', { method: 'POST', key: other_api_key, body }),
        'NOT_FOUND',
      );
    });

    test('lists show one tenant only', async () => {
      const { other_api_key, agent_id } = stack.demo;
      const sessions = await callApi(url, '/sessions', { key: other_api_key });
      expect(sessions.text).not.toContain(sessionId);
      const agents = await callApi(url, '/agents', { key: other_api_key });
      expect(agents.text).not.toContain(agent_id);
    });

    test('the transcript’s socket is refused to another tenant, by header and by query', async () => {
      const { other_api_key } = stack.demo;
      const at = `${stack.wsUrl}/ws/transcript/${sessionId}`;
      const outcomes = [
        await openSocket(at, { authorization: `Bearer ${other_api_key}` }),
        await openSocket(`${at}?token=${other_api_key}`),
      ];
      for (const outcome of outcomes) {
        if (!outcome.refused) throw new Error(`the socket was opened, then closed with ${outcome.code}`);
        expectProblem(outcome, 'NOT_FOUND');
      }
    });

    const workerCalls = (id: string) => [
      { method: 'GET' as const, path: `/worker/sessions/${id}` },
      { method: 'POST' as const, path: `/worker/sessions/${id}/knowledge/search`, body: { query: 'pets' } },
      { method: 'POST' as const, path: `/worker/sessions/${id}/opt-out`, body: {} },
      { method: 'POST' as const, path: `/worker/sessions/${id}/job-end` },
      { method: 'POST' as const, path: `/worker/sessions/${id}/recording`, body: {} },
      {
        method: 'POST' as const,
        path: `/worker/sessions/${id}/tickets`,
        body: { name: 'Eve', phone: '212 555 0142', property: 'Elm Street 1', reason: 'none' },
      },
      { method: 'POST' as const, path: `/worker/sessions/${id}/transfer`, body: { to: 'office' } },
    ];

    test('a worker’s token opens its own session and no other, tenant’s or not', async () => {
      // One of its own: the others' may have ended by now, for no agent comes here.
      const { sessionId: fresh } = await postSession(url, stack.demo.api_key, { room: 'hall' });
      const key = await workerToken(stack.livekit, livekitRoom(stack.demo.tenant_id, 'hall'));
      const own = await callApi(url, `/worker/sessions/${fresh}`, { key });
      expect(own.status).toBe(200);
      for (const { path, ...call } of workerCalls(fresh)) {
        expectProblem(await callApi(url, path, { ...call, key: tokens.theirs }), 'NOT_FOUND');
      }
      const outcome = await openSocket(`${stack.wsUrl}/worker/sessions/${fresh}/events`, {
        authorization: `Bearer ${tokens.theirs}`,
      });
      if (!outcome.refused) throw new Error(`the socket was opened, then closed with ${outcome.code}`);
      expectProblem(outcome, 'NOT_FOUND');
      const { json } = await callApi(url, `/transcripts/${fresh}`, { key: stack.demo.api_key });
      expect(json.ticket).toBeNull();
      await callApi(url, `/session/${fresh}`, { method: 'DELETE', key: stack.demo.api_key });
    });

    test('a worker’s token opens no tenant route, and an API key no worker route', async () => {
      expectProblem(await callApi(url, '/sessions', { key: tokens.ours }), 'UNAUTHENTICATED');
      expectProblem(
        await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key: tokens.ours }),
        'UNAUTHENTICATED',
      );
      for (const { path, ...call } of workerCalls(sessionId)) {
        expectProblem(await callApi(url, path, { ...call, key: stack.demo.api_key }), 'UNAUTHENTICATED');
      }
    });
  });
