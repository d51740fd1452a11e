import { beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../../harness/call-api.ts';
import { listRoutes } from '../../harness/list-routes.ts';
import type { Stack } from '../../harness/start-stack.ts';

export const httpSurfaceSuite = (shared: () => Stack) =>
  describe('the HTTP surface', () => {
    const allowed = 'https://dashboard.example';
    let stack: Stack;
    let url: string;
    beforeAll(async () => {
      stack = shared();
      url = stack.url;
    });

    test('the OpenAPI document describes every route of the session API, with its answers', async () => {
      const { status, json } = await callApi(url, '/openapi.json');
      expect(status).toBe(200);
      expect(json.openapi).toMatch(/^3\./);
      const routes = (await listRoutes(url)).map(
        ({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`,
      );
      expect(routes).toEqual(
        expect.arrayContaining([
          'GET /health',
          'GET /token',
          'POST /session',
          'DELETE /session/{}',
          'GET /transcripts/{}',
          'GET /sessions',
          'GET /sessions/{}',
          'GET /agents',
          'POST /login',
        ]),
      );
      expect(Object.keys(json.paths['/session'].post.responses)).toEqual(
        expect.arrayContaining(['201', '400', '401']),
      );
      expect(json.paths['/session'].post.requestBody).toBeDefined();
      for (const name of ['Transcript', 'Session', 'Token', 'Problem', 'Ticket']) {
        expect(json.components.schemas, name).toHaveProperty(name);
      }
    });

    const preflight = (origin: string, path: string) =>
      callApi(url, path, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });

    test('CORS: the configured origins may call, with credentials in a header', async () => {
      for (const origin of [allowed, 'https://second.example']) {
        const answer = await preflight(origin, '/session');
        expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
        expect(answer.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
        expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
      }
      const answer = await callApi(url, '/sessions', {
        key: stack.demo.api_key,
        headers: { origin: allowed },
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
    });

    test.each(['https://evil.example', 'null', `${allowed}.evil.example`])('CORS: not %s', async (origin) => {
      const asked = await preflight(origin, '/sessions');
      expect([null, allowed]).toContain(asked.headers.get('access-control-allow-origin'));
      // A page of any origin may ask for a session, because its publishable key names the origins; with a key that names
      // none, it may not read the answer.
      const called = await callApi(url, '/session', {
        method: 'POST',
        key: stack.demo.api_key,
        headers: { origin },
        body: { room: '' },
      });
      expect(called.status).toBe(400);
      expect([null, allowed]).toContain(called.headers.get('access-control-allow-origin'));
    });

    test('a page that was built is served, and does not hide unknown routes of the API', async () => {
      const page = await callApi(url, '/talk', { headers: { accept: 'text/html' } });
      expect([page.status, page.contentType]).toEqual([200, expect.stringContaining('text/html')]);
    });

    test('health is 503 and names the part while LiveKit is away', async () => {
      await stack.services.stopService('livekit');
      const answer = await callApi(url, '/health');
      expect(answer.status).toBe(503);
      expect(answer.json.status).toBe('unavailable');
      expect(answer.json.failing.map(({ part }: { part: string }) => part)).toEqual(['livekit']);
      const post = await callApi(url, '/session', {
        method: 'POST',
        key: stack.demo.api_key,
        body: { room: 'nowhere' },
      });
      expect([post.status, post.json.code]).toEqual([503, 'LIVEKIT_UNAVAILABLE']);
    });
  });
